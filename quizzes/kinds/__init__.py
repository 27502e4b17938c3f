"""The kinds of items, one file a kind. A new kind is a new file, a line here, and its tests."""

from typing import Annotated

from pydantic import Field

from quizzes.kinds.judgement import Judgement
from quizzes.kinds.several import Several
from quizzes.kinds.single import Single
from quizzes.kinds.truefalse import TrueFalse

KINDS = {"single": Single, "several": Several, "truefalse": TrueFalse, "judgement": Judgement}
AnyItem = Annotated[Single | Several | TrueFalse | Judgement, Field(discriminator="kind")]
