"""The web's front door.

Streamlit reads this file's syntax tree for `app = st.App(...)` and imports it once as the server; at every visit it
runs the file again as `__main__`, which shows a page. So it lives twice, and both lives stand on the house.
"""

import streamlit as st

if __name__ == "__main__":
    from core.seat import seat
    from house import ROOMS, house

    seat(house().ground, house().paths, ROOMS)
else:
    from core.mishap import mishap
    from core.server import Server
    from core.web import broken
    from house import ROOMS, hello, house

    server = Server(house().ground, ROOMS, lambda: (house().problems, house().waiting), hello())
    app = st.App(
        __file__, routes=server.routes, middleware=server.middleware, lifespan=server.lifespan,
        on_script_error=mishap(house().ground.clock), exception_handlers={Exception: broken},
    )  # fmt: skip
