"""A learner without a browser: HTTP for the doors, Streamlit's own websocket messages for the pages."""

import asyncio
from urllib.parse import urlencode

import httpx2
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

WAIT = 60  # seconds for an answer, far above any that is measured


class Learner:
    """One person at one device. `elements` are what the last runs drew, by kind."""

    def __init__(self, url: str):
        self.url = url
        self.cookies: dict[str, str] = {}
        self.page, self.query = "", ""
        self.buttons: dict[str, str] = {}  # key → widget id
        self.buttons_fragment: dict[str, str] = {}
        self.choices: list[tuple[str, str, str]] = []  # (kind, widget id, first option)
        self.states: dict[str, tuple[str, str]] = {}
        self.bytes_in = 0

    def sign_in(self, code: str, password: str) -> None:
        """Through the form, as a browser does."""
        with httpx2.Client(base_url=self.url) as client:
            answered = client.post("/sign-in", data={"code": code, "password": password}, headers={"origin": self.url})
            assert answered.status_code == 303, answered.text
            self.cookies = dict(client.cookies)

    async def open(self) -> None:
        """The websocket, and the first run of the home page."""
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self.socket = await websockets.connect(
            self.url.replace("http", "ws") + "/_stcore/stream", subprotocols=["streamlit"], max_size=None,  # type: ignore[list-item]
            compression=None, ping_interval=None, additional_headers={"Cookie": cookie, "Origin": self.url},
        )  # fmt: skip
        await self.run()

    async def close(self) -> None:
        await self.socket.close()

    async def goto(self, page: str, **query: str) -> None:
        """Another page, as the browser's address says."""
        self.query, self.states = urlencode(query), {}
        await self.run(page_name=page)

    async def click(self, key: str) -> None:
        """A button, by its key."""
        await self.run(trigger=self.buttons[key], fragment=self.buttons_fragment.get(key, ""))

    async def choose_first(self) -> None:
        """The first option of the question that is on the screen; it is sent with the next click."""
        kind, widget, option = self.choices[0]
        self.states[widget] = (kind, option)

    async def run(self, trigger: str = "", fragment: str = "", page_name: str = "") -> None:
        """Ask for a run, and read until it is finished, and any run that it leads to."""
        message = BackMsg()
        rerun = message.rerun_script
        rerun.query_string = self.query
        rerun.page_name = page_name
        rerun.page_script_hash = "" if page_name else self.page
        if fragment:
            rerun.fragment_id = fragment
        for widget, (kind, value) in self.states.items():
            state = rerun.widget_states.widgets.add()
            state.id = widget
            if kind == "radio":
                state.string_value = value
            else:
                state.bool_value = True
        if trigger:
            state = rerun.widget_states.widgets.add()
            state.id, state.trigger_value = trigger, True
        self.buttons, self.choices, self.buttons_fragment = {}, [], {}
        await self.socket.send(message.SerializeToString())
        await self._finished()

    async def _finished(self) -> None:
        while True:
            data = await asyncio.wait_for(self.socket.recv(), WAIT)
            assert isinstance(data, bytes)
            self.bytes_in += len(data)
            message = ForwardMsg()
            message.ParseFromString(data)
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self.page = message.new_session.page_script_hash
                self.buttons, self.choices, self.buttons_fragment = {}, [], {}
            elif kind == "page_info_changed":
                self.query = message.page_info_changed.query_string
            elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
                self._drawn(message)
            elif kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return

    def _drawn(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "button":
            key = element.button.id.split("-", 2)[2]
            self.buttons[key] = element.button.id
            self.buttons_fragment[key] = message.delta.fragment_id
        elif kind == "radio":
            self.choices.append(("radio", element.radio.id, element.radio.options[0]))
        elif kind == "checkbox":
            self.choices.append(("checkbox", element.checkbox.id, ""))
