"""Sentences of answers with the passages they cite: lies that no gate may pass, and fair ways to put it.

A case is a sentence and its passages. A passage is its words, or its words with those before it and
the day it was published. All places, people and events are invented.
"""

Told = str | tuple[str, str] | tuple[str, str, str]
Case = tuple[str, tuple[Told, ...]]

DAY = "2025-08-04"
FLOOD = "At least 12 people died and 30 were missing after the Sorn dam broke on Tuesday."
VORN_KELL = "In Vorn 12 people died, and in Kell 30 people died."
ROTH_KERN = "Police arrested banker Ewald Kern after Mayor Ana Roth accused him of fraud."
SAID = "The Sorn dam broke because of poor repairs, engineer Ida Kolb said."
HE = ("He resigned on Friday over the loan.", "Mayor Piet Lund met banker Ewald Kern in Oxmere.")

LIES: tuple[Case, ...] = (
    # numbers
    ("At least 13 people died after the Sorn dam broke.", (FLOOD,)),
    ("At most 12 people died after the Sorn dam broke.", (FLOOD,)),
    ("At least 30 people died after the Sorn dam broke.", (FLOOD,)),
    ("30 people died in Vorn.", (VORN_KELL,)),
    ("In Vorn 30 people died, and in Kell 12 people died.", (VORN_KELL,)),
    ("30 people died in Vorn.", ("In Vorn 12 people died.", "In Kell 30 people died.")),
    ("In Vorn 30 people died and in Kell 12 people died.", ("In Vorn 12 people died.", "In Kell 30 people died.")),
    ("12 pupils failed the exam.", ("In Harl 12 percent of the pupils failed the exam.",)),
    ("30 houses burned in Kell.", ("12 houses and 30 cars burned in Kell.",)),
    ("500 people were hurt in the crash.", ("Up to 500 people were hurt in the crash.",)),
    ("The bridge cost 40 million crowns.", ("The bridge cost 4 million crowns.",)),
    ("The tunnel is 12 miles long.", ("The tunnel is 12 kilometres long.",)),
    ("Hundreds of people died when the Sorn dam broke.", (FLOOD,)),
    ("The share of unpaid bills rose to 9 percent.", ("The share of unpaid bills rose by 9 percent.",)),
    # names and roles
    ("Kern arrested Roth on Monday.", ("Roth arrested Kern on Monday.",)),
    ("Ewald Kern accused Mayor Ana Roth of fraud.", (ROTH_KERN,)),
    ("Police arrested Mayor Ana Roth.", (ROTH_KERN,)),
    ("Kern resigned.", ("Roth resigned after Kern was arrested.",)),
    ("Roth was arrested.", ("Roth resigned after Kern was arrested.",)),
    ("Ewald Kern resigned on Friday.", (HE,)),
    ("Olaf Brandt resigned on Friday.", (HE,)),
    ("Kern praised the plan that Roth had written.", ("Roth praised the plan that Kern had written.",)),
    ("Roth resigned and killed two men.", ("Roth resigned on Monday.", "Kern killed two men on Friday.")),
    ("Mayor Ida Kolb said the dam broke because of poor repairs.", (SAID,)),
    ("Lund beat Kern in the second round.", ("Kern beat Lund in the second round.",)),
    ("The dog bit the man in Harl.", ("The man bit the dog in Harl.",)),
    # dates
    ("The Sorn dam broke on Wednesday.", (FLOOD,)),
    ("The bridge opened on 12 August 2025.", ("The bridge opened on 12 July 2025.",)),
    ("The bridge opened yesterday.", (("The bridge opened on Sunday.", "", DAY),)),
    ("The bridge opened on 4 August 2025.", (("The bridge opened yesterday.", "", DAY),)),
    ("The school closed in 2021.", ("The school opened in 2021 and closed in 2024.",)),
    # polarity, modality, speaker
    ("The ferry was overloaded.", ("The ferry was not overloaded.",)),
    ("The ferry was not overloaded.", ("The ferry was overloaded.",)),
    ("Roth took bribes.", ("Roth denied that she took bribes.",)),
    ("Prices of bread fell in May.", ("Prices of bread rose in May.",)),
    ("Kern stole the money.", ("Kern allegedly stole the money.",)),
    ("The storm killed 12 people.", ("The storm may have killed 12 people.",)),
    ("The bridge opened in May.", ("The bridge is expected to open in May.",)),
    ("The Sorn dam broke because of poor repairs.", (SAID,)),
    ("Lund stopped the train.", ("Lund tried to stop the train.",)),
    ("500 homes will be flooded in Kell.", ("If the dam breaks, 500 homes will be flooded in Kell.",)),
    ("The council approved the budget.", ("The council rejected the budget.",)),
    ("One person was hurt when the crane fell.", ("No one was hurt when the crane fell.",)),
    ("All schools in Harl were closed.", ("Some schools in Harl were closed.",)),
    ("Ministers ordered an inquiry into the fire.", ("Opposition members demanded an inquiry into the fire.",)),
    # ids and idle citations
    ("The Sorn dam broke on Tuesday.", ("The bakery in Vorn sells rye bread.",)),
    ("The Sorn dam broke on Tuesday.", (FLOOD, "The bakery in Vorn sells rye bread.")),
    ("A meteor destroyed the harbour.", (FLOOD,)),
)

FAIR: tuple[Case, ...] = (
    ("At least 12 people died when the Sorn dam broke on Tuesday.", (FLOOD,)),
    ("At least 12 people died.", (FLOOD,)),
    ("30 people were missing.", (FLOOD,)),
    ("The Sorn dam broke on Tuesday.", (FLOOD,)),
    ("12 people died in Vorn.", (VORN_KELL,)),
    ("In Kell, 30 people died.", (VORN_KELL,)),
    ("12 people died in Vorn and 30 people died in Kell.", ("In Vorn 12 people died.", "In Kell 30 people died.")),
    ("The banker Ewald Kern was arrested by police.", (ROTH_KERN,)),
    ("Police arrested Ewald Kern.", (ROTH_KERN,)),
    ("Mayor Ana Roth accused Ewald Kern of fraud.", (ROTH_KERN,)),
    ("Kern was arrested by Roth on Monday.", ("Roth arrested Kern on Monday.",)),
    ("Roth resigned.", ("Roth resigned after Kern was arrested.",)),
    ("Kern was arrested.", ("Roth resigned after Kern was arrested.",)),
    ("Piet Lund resigned on Friday.", (HE,)),
    ("Engineer Ida Kolb said the Sorn dam broke because of poor repairs.", (SAID,)),
    ("According to Ida Kolb, poor repairs caused the Sorn dam to break.", (SAID,)),
    ("The bridge opened on 3 August 2025.", (("The bridge opened yesterday.", "", DAY),)),
    ("The bridge will open in May.", ("The bridge is expected to open in May.",)),
    ("12 percent of pupils in Harl failed the exam.", ("In Harl 12 percent of the pupils failed the exam.",)),
    ("The ferry was not overloaded.", ("The ferry was not overloaded, and it had been checked in June.",)),
    ("Nobody was hurt when the crane fell.", ("No one was hurt when the crane fell.",)),
    ("Roth denied taking bribes.", ("Roth denied that she took bribes.",)),
    ("Lund tried to stop the train.", ("Lund, a driver from Harl, tried to stop the train.",)),
    ("The tunnel is 12 km long.", ("The tunnel is 12 kilometres long.",)),
    ("Ana Roth is the mayor of Oxmere.", ("Ana Roth, the mayor of Oxmere, opened the fair.",)),
    ("Bread prices rose in May.", ("Prices of bread rose in May.",)),
    ("The storm may have killed 12 people.", ("The storm may have killed 12 people, officials fear.",)),
    ("The school opened in 2021.", ("The school opened in 2021 and closed in 2024.",)),
    ("The Sorn dam broke on Tuesday.", (FLOOD, "The Sorn dam broke on Tuesday, flooding Kell.")),
    ("He resigned on Friday over the loan.", (HE,)),
)

LATER_LIES: tuple[Case, ...] = (
    ("The fire destroyed 14 barns.", ("The fire destroyed 41 barns.",)),
    ("Fewer than 200 workers were dismissed.", ("More than 200 workers were dismissed.",)),
    ("The fund paid 3 million crowns to Pell.", ("The fund paid 3 million crowns to Mirn and 5 million to Pell.",)),
    ("Seven trains were cancelled.", ("Seven buses and nine trains were cancelled.",)),
    ("Turnout was 61 people.", ("Turnout was 61 percent.",)),
    ("Dorrit Hale sued Max Orme.", ("Max Orme sued Dorrit Hale in March.",)),
    ("Max Orme was born in Tarn.", ("Dorrit Hale, who married Max Orme, was born in Tarn.",)),
    ("Hale left the party after Orme lost the vote.", ("Orme left the party after Hale lost the vote.",)),
    ("She won the prize.", ("The prize went to a rival and she left early.",)),
    ("Sven Aker signed the treaty.", ("He signed the treaty.", )),
    ("The strike began on Thursday.", ("The strike began on Monday and ended on Thursday.",)),
    ("The mine reopened in June.", ("The mine was shut in June.",)),
    ("The vote will be held on 9 March 2026.", (("The vote will be held tomorrow.", "", "2026-03-09"),)),
    ("Orme has paid the fine.", ("Orme has not paid the fine.",)),
    ("The treaty was never signed.", ("The treaty was signed in Pell.",)),
    ("Hale poisoned the well.", ("Hale is accused of poisoning the well.",)),
    ("The airport will close.", ("The airport could close, the trade union warned.",)),
    ("The drug cures the disease.", ("Scientists hope that the drug cures the disease.",)),
    ("The factory polluted the river.", ("The factory polluted the river, according to Green Tarn.",)),
    ("Orme apologised to the victims.", ("Orme refused to apologise to the victims.",)),
    ("Exports increased in April.", ("Exports decreased in April.",)),
    ("The court acquitted Hale.", ("The court convicted Hale.",)),
    ("Only Pell voted against the plan.", ("Pell voted against the plan.",)),
    ("The judge said Orme was guilty.", ("The prosecutor said Orme was guilty.",)),
    ("The trial was delayed because Hale was ill.", ("The trial was delayed, and Hale was seen at the fair.",)),
    ("Tarn borders Mirn.", ("Tarn hosted a fair for farmers from Mirn.",)),
)  # fmt: skip

LATER_FAIR: tuple[Case, ...] = (
    ("Forty-one barns were destroyed by the fire.", ("The fire destroyed 41 barns.",)),
    ("More than 200 workers lost their jobs.", ("More than 200 workers were dismissed and lost their jobs.",)),
    ("The fund paid 5 million crowns to Pell.", ("The fund paid 3 million crowns to Mirn and 5 million crowns to Pell.",)),  # noqa: E501
    ("Nine trains were cancelled.", ("Seven buses and nine trains were cancelled.",)),
    ("Turnout was 61%.", ("Turnout was 61 percent.",)),
    ("In March, Max Orme sued Dorrit Hale.", ("Max Orme sued Dorrit Hale in March.",)),
    ("Dorrit Hale was sued by Max Orme.", ("Max Orme sued Dorrit Hale in March.",)),
    ("Dorrit Hale was born in Tarn.", ("Dorrit Hale, who married Max Orme, was born in Tarn.",)),
    ("The strike began on Monday.", ("The strike began on Monday and ended on Thursday.",)),
    ("The strike ended on Thursday.", ("The strike began on Monday and ended on Thursday.",)),
    ("The vote will be held on 10 March 2026.", (("The vote will be held tomorrow.", "", "2026-03-09"),)),
    ("Orme has not yet paid the fine.", ("Orme has not paid the fine.",)),
    ("The treaty was signed in Pell.", ("After three days of talks the treaty was signed in Pell.",)),
    ("Hale is accused of having poisoned the well.", ("Hale is accused of poisoning the well.",)),
    ("The trade union warned that the airport could close.", ("The airport could close, the trade union warned.",)),
    ("Orme declined to apologise to the victims.", ("Orme refused to apologise to the victims.",)),
    ("Exports decreased in April.", ("Exports decreased in April by 4 percent, while imports rose.",)),
    ("The court found Hale guilty.", ("The court convicted Hale and found her guilty of fraud.",)),
    ("The prosecutor said Orme was guilty.", ("Orme was guilty, the prosecutor said on Monday.",)),
    ("Green Tarn says the factory polluted the river.", ("The factory polluted the river, according to Green Tarn.",)),
    ("The mine closed in June.", ("The mine was shut in June.",)),
    ("Farmers from Mirn came to a fair in Tarn.", ("Tarn hosted a fair to which farmers from Mirn came.",)),
    ("Sven Aker signed the treaty.", (("He signed the treaty.", "President Sven Aker arrived in Pell."),)),
    ("Nearly half of the voters stayed at home.", ("Nearly half of the voters stayed at home on Sunday.",)),
    ("Pell voted against the plan.", ("Pell, a town of 900, voted against the plan.",)),
)  # fmt: skip

TOO_STRICT: tuple[Case, ...] = (
    ("The council turned down the budget.", ("The council rejected the budget.",)),
    ("Both papers say the Sorn dam broke on Tuesday.", (FLOOD, "The Sorn dam broke on Tuesday, flooding Kell.")),
)
"""Fair, and refused all the same: what the gate costs. A model may mend them in the words of the passage."""

METER = "Some farmers near Orn may lose their wells before the third dry summer, Mr. Brown said in March."
TRIAL = (
    "Gale Ferrin, who was accused of arson, lost the appeal in Round 4 after the court rejected two of the seven "
    "statements this week."
)
DIKE = "The dike at Lorn broke because the pumps failed, and 40 houses were flooded."
MOOR = "The mayor of Moor met the abbot of Vell on Sunday and left after the pumps had failed."
OVEN = "Third Oven, the largest baker in Tarn, won 11% of the market, and it has seen no rival since, said Ida Kolb, its founder."  # noqa: E501

SMALL_LIES: tuple[Case, ...] = (
    ("All farmers near Orn may lose their wells, Mr. Brown said.", (METER,)),
    ("Some farmers near Orn may lose their wells after the third dry summer, Mr. Brown said.", (METER,)),
    ("Some farmers near Orn may lose their wells before the fourth dry summer, Mr. Brown said.", (METER,)),
    ("Some farmers near Orn must lose their wells, Mr. Brown said.", (METER,)),
    ("Some farmers near Orn may lose their wells, Mr. Green said.", (METER,)),
    ("Some farmers near Orn may lose their wells, Mr. Long said in March.", (METER,)),
    ("Gale Ferrin, who was guilty of arson, lost the appeal.", (TRIAL,)),
    ("Gale Ferrin lost the appeal in Round 7.", (TRIAL,)),
    ("The court rejected one statement this week.", ("The court rejected 12 statements this week.",)),
    ("The court rejected two of the seven statements last week.", (TRIAL,)),
    ("The pumps failed because the dike at Lorn broke.", (DIKE,)),
    (
        "40 houses were flooded because the pumps failed at noon.",
        ("The pumps failed at noon and 40 houses were flooded.",),
    ),
    ("The pumps had failed after the mayor of Moor left.", (MOOR,)),
    ("The mayor of Vell met the abbot of Moor on Sunday.", (MOOR,)),
    ("The ferry may be 40 years old.", ("The ferry is 40 years old.",)),
    ("The tax will hurt farmers.", ("The tax would hurt farmers.",)),
    ("He will not come if the road is not open.", ("He will not come if the road is open.",)),
    ("The mill was deliberately burned down.", ("The mill was burned down.",)),
)
"""One small word, name or number in the place of another."""

SMALL_FAIR: tuple[Case, ...] = (
    ("Some farmers near Orn might lose their wells, Mr. Brown said in March.", (METER,)),
    ("Farmers near Orn could lose their wells before the 3rd dry summer, Brown said.", (METER,)),
    ("The court rejected two of the seven statements.", (TRIAL,)),
    ("The dike at Lorn broke because the pumps failed.", (DIKE,)),
    ("After the pumps had failed, the mayor of Moor left.", (MOOR,)),
    ("Ida Kolb, the founder, said it had not seen any rival since.", (OVEN,)),
    ("Third Oven won 11 percent of the market, Ida Kolb said.", (OVEN,)),
    ("Third Oven won 11 per cent of the market, its founder, Ida Kolb, said.", (OVEN,)),
    ("The mayor won't meet the abbot.", ("The mayor will not meet the abbot.",)),
    (
        "The roof fell because of the storm.",
        ("The storm caused the fall of the roof.", "The roof fell after the storm."),
    ),
    ("Twenty-two boats sank.", ("22 boats sank.",)),
    ("The guide refused on Monday to leave.", ("The guide on Monday refused to leave.",)),
    ("Towns not previously flooded were hit.", ("Towns that previously were not flooded were hit.",)),
    (
        "Ana Roth represents the harbour.",
        ("Ana Roth, a lawyer who represents the harbour, said she doubted the plan.",),
    ),
    ("Pell said Orme must leave Tarn.", ("Pell said Orme needs to leave Tarn.",)),
)
"""The same in other small words."""
