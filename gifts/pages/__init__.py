"""This room's Streamlit pages."""
