"""What a question points back to is put in its place; a question that stands by itself is left alone."""

import pytest

from assistant.ask.followup import Turn, understood

MAYOR = Turn("Who is the mayor of Astin?", "Ana Vell, the mayor of Astin, opened the new school on Monday.")
DEAD = Turn("How many people died in Kelder?", "Nineteen people died in Kelder, police said.")
MET = Turn("Who met Bram Oster in Ormsey?", "Ilse Korn met Bram Oster in Ormsey on 3 March.")
MEETING = Turn("When was the meeting with Bram Oster?", "The meeting was on 3 March.")
BRIDGE = Turn("When was the toll bridge closed?", "The toll bridge was closed on Friday.")
SAID = Turn("What did Tom Brack say about the ferry?", "Tom Brack said the ferry would stop in May.")
BUDGET = Turn("How large was the budget of Ormsey in 2023?", "The budget of Ormsey was 4 million crowns in 2023.")
SOLDIERS = Turn("How many soldiers were sent to Kelder?", "The government sent 600 soldiers to Kelder.")
PRESIDENT = Turn("Who is the president of Ulmeria?", "Ilse Korn is the president of Ulmeria.")
COUNCIL = Turn("What did the city council decide?", "The city council decided to shut the pool.")
DAM = Turn("Did the dam overflow?", "The dam overflowed on Sunday night.")
IN_2019 = Turn("Who was mayor of Astin in 2019?", "Tom Brack was mayor.")
TWO = Turn("Did Ana Vell meet Tom Brack?", "Ana Vell met Tom Brack on Monday.")
CLUB = Turn("Who coaches Astin United?", "Rolf Marn coaches Astin United.")
TALKS = Turn("When did the talks between Ulmeria and Dovrania begin?", "The talks began at 10am.")
FIRE = Turn("How many houses burned down in Astin in May?", "Forty houses burned down.")
PAPER = Turn("What did the Harbour Post say about the strike?", "The Harbour Post said the strike was over.")
PORT = Turn("Who visited the port of Ormsey?", "Bram Oster visited the port on Tuesday.")
LAKE = Turn("Where is Lake Dorn?", "Lake Dorn lies in Ulmeria.")
POOL = Turn("Was the pool shut?", "The pool was shut in 2021.")
HURT = Turn("How many people were hurt?", "Twelve people were hurt.")
BAKER = Turn("Who is Tom Brack?", "Tom Brack is a baker.")

Case = tuple[list[Turn], str, str]
SAME = ""
"""Stands for a question that is to be left alone."""

SHOWN: list[Case] = [
    ([MAYOR], "How old is she?", "How old is Ana Vell?"),
    ([MAYOR], "What did she open?", "What did Ana Vell open?"),
    ([MAYOR], "When did her term begin?", "When did Ana Vell's term begin?"),
    ([MAYOR], "And in Kelder?", "Who is the mayor of Kelder?"),
    ([MAYOR], "what about Ormsey?", "Who is the mayor of Ormsey?"),
    ([MAYOR], "Who is the mayor of Kelder?", SAME),
    ([MAYOR], "How many people live in Kelder?", SAME),
    ([DEAD], "and in Astin?", "How many people died in Astin?"),
    ([DEAD], "And on Monday?", "How many people died in Kelder on Monday?"),
    ([DEAD], "When was that?", "When was it that people died in Kelder?"),
    ([DEAD], "why?", "Why was it that people died in Kelder?"),
    ([BRIDGE], "Why?", "Why was the toll bridge closed?"),
    ([BRIDGE], "Where is it?", "Where is the toll bridge?"),
    ([BRIDGE], "And the tunnel?", "When was the tunnel closed?"),
    ([SAID], "What else did he say?", "What else did Tom Brack say?"),
    ([SAID], "And Ana Vell?", "What did Ana Vell say about the ferry?"),
    ([SAID], "When will it stop?", "When will the ferry stop?"),
    ([BUDGET], "And in 2024?", "How large was the budget of Ormsey in 2024?"),
    ([BUDGET], "and Astin?", "How large was the budget of Astin in 2023?"),
    ([BUDGET], "Is it raining in Ormsey?", SAME),
    ([SOLDIERS], "How many of them returned?", "How many of the soldiers returned?"),
    ([SOLDIERS], "When were they sent?", "When were the soldiers sent?"),
    ([SOLDIERS], "Who lives there?", "Who lives in Kelder?"),
    ([SOLDIERS], "Is there a hospital in Kelder?", SAME),
    ([PRESIDENT], "Where was the president born?", "Where was the president of Ulmeria born?"),
    ([PRESIDENT], "Who is the president of Dovrania?", SAME),
    ([MET], "How long did that meeting last?", "How long did the meeting with Bram Oster in Ormsey last?"),
    ([MEETING], "How long did that meeting last?", "How long did the meeting with Bram Oster last?"),
    ([COUNCIL], "When will they vote?", "When will the city council vote?"),
    ([DAM], "When?", "When did the dam overflow?"),
    ([DAM], "Was anyone hurt?", SAME),
    ([DAM], "Did Tom Brack say he was sorry?", SAME),
    ([], "Who is he?", SAME),
    ([IN_2019], "Who was governor then?", "Who was governor in 2019?"),
    ([MAYOR, BRIDGE], "How old is she?", "How old is Ana Vell?"),
    ([TWO], "What did he say?", SAME),
]
"""Cases that the rules were written with."""
ASIDE: list[Case] = [
    ([CLUB], "How old is he?", "How old is Rolf Marn?"),
    ([CLUB], "What are his plans?", "What are Rolf Marn's plans?"),
    ([CLUB], "and Kelder Rovers?", "Who coaches Kelder Rovers?"),
    ([CLUB], "Who founded it?", "Who founded Astin United?"),
    ([CLUB], "Who coaches Kelder Rovers?", SAME),
    ([TALKS], "How long did they last?", "How long did the talks between Ulmeria and Dovrania last?"),
    ([TALKS], "Where were those talks held?", "Where were the talks between Ulmeria and Dovrania held?"),
    ([TALKS], "Why?", "Why did the talks between Ulmeria and Dovrania begin?"),
    ([TALKS], "When did the talks between Ulmeria and Dovrania end?", SAME),
    ([PRESIDENT], "When did she take office?", "When did Ilse Korn take office?"),
    ([PRESIDENT], "What about Dovrania?", "Who is the president of Dovrania?"),
    ([PRESIDENT], "Did the president of Dovrania resign?", SAME),
    ([PRESIDENT], "Has the president resigned?", "Has the president of Ulmeria resigned?"),
    ([FIRE], "And in June?", "How many houses burned down in Astin in June?"),
    ([FIRE], "And in Kelder?", "How many houses burned down in Kelder in May?"),
    ([FIRE], "How many of them were empty?", "How many of the houses were empty?"),
    ([FIRE], "How did it start?", SAME),
    ([FIRE], "Were they insured?", "Were the houses insured?"),
    ([PAPER], "And The Lamp?", "What did The Lamp say about the strike?"),
    ([PAPER], "When did it begin?", SAME),
    ([PAPER], "why?", "What did the Harbour Post say about the strike, and why?"),
    ([PORT], "Why did he visit it?", "Why did Bram Oster visit the port of Ormsey?"),
    ([PORT], "What did he see there?", "What did Bram Oster see in Ormsey?"),
    ([PORT], "How many people were there?", SAME),
    ([PORT], "How long did that visit last?", "How long did the visit to the port of Ormsey last?"),
    ([PORT], "Was the minister with him?", "Was the minister with Bram Oster?"),
    ([PORT], "Who is Ana Vell?", SAME),
    ([PORT], "Who is Ana Vell and what did she say?", SAME),
    ([LAKE], "How deep is it?", "How deep is Lake Dorn?"),
    ([LAKE], "Is it true that Tom Brack resigned?", SAME),
    ([LAKE], "How long did it take to build the dam at Kelder?", SAME),
    ([POOL], "Where?", "Where was the pool shut?"),
    ([POOL], "Who shut it?", "Who shut the pool?"),
    ([POOL], "And the library?", "Was the library shut?"),
    ([POOL], "Who paid for that?", SAME),
    ([HURT], "And in Kelder?", "How many people were hurt in Kelder?"),
    ([HURT], "and on Tuesday?", "How many people were hurt on Tuesday?"),
    ([HURT], "What did the mayor say?", SAME),
    ([HURT], "How were they hurt?", "How were the people hurt?"),
    ([BAKER], "Does Mara Holt know him?", "Does Mara Holt know Tom Brack?"),
]
"""Cases that were written before the rules and kept aside."""

VOTE = Turn("When will parliament vote on the harbour law?", "Parliament will vote on the harbour law on 4 June.")
TRIAL = Turn("Who sentenced Mara Holt?", "Judge Sten Orvik sentenced Mara Holt to three years.")
TREATY = Turn("Did Ulmeria sign the treaty?", "Ulmeria signed the treaty in 2022.")
RESCUED = Turn("How many miners were rescued on Sunday?", "Fourteen miners were rescued on Sunday.")
FOUNDED = Turn("Who founded the Dorn Institute?", "Edda Lunt founded the Dorn Institute in 1911.")
FRESH: list[Case] = [
    ([VOTE], "What would it change?", "What would the harbour law change?"),
    ([VOTE], "Why?", "Why will parliament vote on the harbour law?"),
    ([VOTE], "And on the budget?", "When will parliament vote on the budget?"),
    ([VOTE], "Who wrote that law?", "Who wrote the harbour law?"),
    ([VOTE], "Does the opposition agree?", SAME),
    ([VOTE], "Is that all?", SAME),
    ([VOTE], "Which party is against the harbour law?", SAME),
    ([TRIAL], "How long is her sentence?", SAME),
    ([TRIAL], "For how long?", SAME),
    ([TRIAL], "Who sentenced Rolf Marn?", SAME),
    ([TRIAL], "And Rolf Marn?", "Who sentenced Rolf Marn?"),
    ([TRIAL], "When was that?", "Who sentenced Mara Holt, and when?"),
    ([TREATY], "When?", "When did Ulmeria sign the treaty?"),
    ([TREATY], "And Dovrania?", "Did Dovrania sign the treaty?"),
    ([TREATY], "What does it say about fishing?", SAME),
    ([TREATY], "What does that treaty say about fishing?", "What does the treaty say about fishing?"),
    ([TREATY], "Did Dovrania break its promise?", SAME),
    ([TREATY], "There was a protest in Kelder, who led it?", SAME),
    ([RESCUED], "and on Monday?", "How many miners were rescued on Monday?"),
    ([RESCUED], "How many of them are in hospital?", "How many of the miners are in hospital?"),
    ([RESCUED], "Who found them?", "Who found the miners?"),
    ([RESCUED], "Where are their families?", "Where are the miners' families?"),
    ([RESCUED], "What happened then?", SAME),
    ([RESCUED], "How many miners are still underground?", SAME),
    ([RESCUED], "What did Tom Brack tell his men?", SAME),
    ([FOUNDED], "When did she found it?", "When did Edda Lunt found the Dorn Institute?"),
    ([FOUNDED], "Where is the institute?", SAME),
    ([FOUNDED], "And the Astin Museum?", "Who founded the Astin Museum?"),
    ([FOUNDED], "What else is she known for?", "What else is Edda Lunt known for?"),
    ([FOUNDED], "Thanks!", SAME),
    ([FOUNDED, TREATY], "Was she born in Astin?", "Was Edda Lunt born in Astin?"),
    ([FOUNDED], "Who leads it now?", "Who leads the Dorn Institute now?"),
]
"""Cases written when the rules were done; at first sight 26 of the 32 were right and one was rewritten wrongly."""


@pytest.mark.parametrize(("turns", "question", "expected"), [*SHOWN, *ASIDE, *FRESH])
def test_what_a_question_points_back_to_is_put_in_its_place(turns: list[Turn], question: str, expected: str) -> None:
    """By what the questions and answers before it named; where that cannot be told it is left alone."""
    assert understood(question, turns) == (expected or question)


@pytest.mark.parametrize(
    ("last", "question", "expected"),
    [
        ("", "And when did the dam break?", "When did the dam break?"),
        ("", "So, who is the mayor of Astin?", "Who is the mayor of Astin?"),
        ("Was the pit safe?", "But who has seen the report?", "Who has seen the report?"),
        ("How long was Bram Oster jailed for?", "And why?", "Why was Bram Oster jailed?"),
        ("How long did the talks last?", "When was that?", "When did the talks take place?"),
        ("How many treaties did Bram Oster sign?", "Why?", "Why did Bram Oster sign treaties?"),
    ],
)
def test_what_ties_a_question_to_the_last_one_is_not_asked(last: str, question: str, expected: str) -> None:
    """A whole question stands without its "and"; asked why, a figure is not asked for again."""
    assert understood(question, [Turn(last)] if last else []) == expected
