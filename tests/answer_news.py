"""Sentences about longer passages, of the kind that news has: lies, and fair ways to put it.

Each table was written before the gate was tried on it; docs/decisions/015-streaming.md says how the gate did then.
All places, people and events are invented.
"""

from tests.answer_cases import Case

RIVER = (
    "The Mirn River Authority said on Thursday that water levels had fallen by 40 centimetres since Sunday, "
    "but warned that heavy rain was forecast for the weekend."
)
TREASURER = (
    "Judge Carla Venn sentenced former treasurer Otto Brill to six years in prison on Monday for embezzling "
    "2.3 million crowns from the teachers' pension fund."
)
TRAMS = (
    "Striking tram drivers in Pellgate will vote on a new pay offer of 4.5 percent on Friday, union leader "
    "Sami Rood told reporters."
)
MARCH = (
    "About 3,000 people marched through Tarnstad on Saturday to protest against the closure of the hospital, "
    "which the government announced in March."
)
PLANT = (
    "The company, which employs 820 workers at its plant in Osk, reported a loss of 14 million crowns in the "
    "second quarter, compared with a profit of 3 million a year earlier."
)
COMET = "Astronomers at the Velm observatory discovered a comet that will pass closest to Earth in October 2031."
MINISTERS = (
    "Foreign Minister Lena Falk met her Dravian counterpart Jon Steck in Ulm on Wednesday, but the two sides "
    "did not agree on a date for elections."
)
VACCINE = (
    "The vaccine reduced the risk of infection by 62 percent in a trial of 4,100 volunteers, according to a "
    "study published on Tuesday."
)
PILOT = (
    "The harbour pilot Jens Aldo warned the port office twice before the freighter Maribel ran aground off "
    "Cape Toll on 3 May, an inquiry found."
)
WATER_BILL = (
    "Parliament in Quessel passed the water bill by 71 votes to 64 late on Tuesday after Environment Minister "
    "Petra Ohm withdrew a clause on private wells."
)
CLIMBERS = (
    "At least nine climbers were rescued from Mount Ferrin after an avalanche, and two guides are still "
    "missing, the rescue service said on Sunday."
)
KEY_RATE = (
    "The central bank of Ulmeria raised its key rate from 3.25 to 3.75 percent, its fourth increase since January."
)
NOVELIST = (
    "Novelist Hedda Vane, 58, won the Orrin Prize for her novel about a lighthouse keeper, beating the "
    "favourite, Tomas Reyl."
)
PAINTINGS = (
    "Police in Brask released without charge a man who had been held over the theft of 17 paintings from the "
    "town museum."
)
RAILWAY = (
    "Under the plan, the railway will close 26 small stations by 2030, but no worker will lose a job, the "
    "company promised."
)
MEASLES = (
    "Health officials in Lorn have recorded 311 cases of measles this year, up from 48 last year; most of the "
    "patients had not been vaccinated."
)
EELS = (
    "Two brothers from Pelm were convicted on Friday of smuggling 400 kilos of eels to Dravia, but a third "
    "defendant, Ivo Marsh, was cleared."
)
VETO = (
    "President Dana Holt told lawmakers she would veto the tax law unless the upper house removed a fee on "
    "farm vehicles."
)
FERRY = (
    "The Kestrel, a ferry built in 1987, collided with a barge near Ostheim at dawn, injuring 14 passengers, "
    "the coast guard said."
)
RAINFALL = (
    "Rainfall in Orn last month was the lowest since 1962, and the reservoir holds only 18 percent of its capacity."
)
COACH = "Former coach Lars Tenn, who led the club to three titles, died on Tuesday at the age of 81."
MINE = (
    "Zinc producer Halvor bought a mine in Tessel from its rival Brond for 90 million crowns, and plans to "
    "hire 200 workers."
)

NEWS_LIES: tuple[Case, ...] = (
    ("Water levels have risen by 40 centimetres since Sunday.", (RIVER,)),
    ("Water levels had fallen by 40 centimetres since Thursday, the Mirn River Authority said.", (RIVER,)),
    ("Heavy rain fell at the weekend.", (RIVER,)),
    ("Otto Brill sentenced Carla Venn to six years in prison.", (TREASURER,)),
    ("Carla Venn embezzled 2.3 million crowns from the teachers' pension fund.", (TREASURER,)),
    ("Otto Brill was sentenced to six years in prison for embezzling 2.3 billion crowns.", (TREASURER,)),
    ("Otto Brill was sentenced to two years in prison.", (TREASURER,)),
    ("The judge acquitted former treasurer Otto Brill on Monday.", (TREASURER,)),
    ("Tram drivers in Pellgate accepted a pay offer of 4.5 percent.", (TRAMS,)),
    ("Tram drivers in Pellgate won a pay rise of 4.5 percent on Friday.", (TRAMS,)),
    ("Sami Rood will vote on a new pay offer on Friday.", (TRAMS,)),
    ("Exactly 3,000 people marched through Tarnstad on Saturday.", (MARCH,)),
    ("About 3,000 people marched through Tarnstad to celebrate the closure of the hospital.", (MARCH,)),
    ("The company made a profit of 14 million crowns in the second quarter.", (PLANT,)),
    ("The company lost 3 million crowns a year earlier.", (PLANT,)),
    ("The company dismissed 820 workers at its plant in Osk.", (PLANT,)),
    ("A comet will hit Earth in October 2031.", (COMET,)),
    ("Astronomers discovered a comet in October 2031.", (COMET,)),
    ("Lena Falk and Jon Steck agreed on a date for elections.", (MINISTERS,)),
    ("Jon Steck is the foreign minister who met Falk in Dravia.", (MINISTERS,)),
    ("The vaccine reduced the risk of infection by 62 percent.", (VACCINE,)),
    ("The vaccine protected 4,100 volunteers, according to a study.", (VACCINE,)),
    ("62 percent of 4,100 volunteers were infected, according to a study.", (VACCINE,)),
    ("The port office warned Jens Aldo twice.", (PILOT,)),
    ("Jens Aldo warned the port office twice after the freighter ran aground.", (PILOT,)),
    ("The freighter Maribel ran aground off Cape Toll on 13 May, an inquiry found.", (PILOT,)),
    ("The freighter Maribel sank off Cape Toll, an inquiry found.", (PILOT,)),
    ("Parliament in Quessel rejected the water bill.", (WATER_BILL,)),
    ("The water bill passed by 64 votes to 71.", (WATER_BILL,)),
    ("Petra Ohm withdrew the water bill.", (WATER_BILL,)),
    ("Two guides were rescued from Mount Ferrin, the rescue service said.", (CLIMBERS,)),
    ("Nine climbers are still missing, the rescue service said.", (CLIMBERS,)),
    ("Nine guides died in an avalanche on Mount Ferrin, the rescue service said.", (CLIMBERS,)),
    ("The central bank of Ulmeria cut its key rate to 3.75 percent.", (KEY_RATE,)),
    ("The central bank of Ulmeria raised its key rate by 3.75 percent.", (KEY_RATE,)),
    ("The central bank of Ulmeria raised its key rate from 3.75 to 3.25 percent.", (KEY_RATE,)),
    ("Tomas Reyl won the Orrin Prize.", (NOVELIST,)),
    ("Hedda Vane lost the Orrin Prize to Tomas Reyl.", (NOVELIST,)),
    ("Police in Brask charged a man over the theft of 17 paintings.", (PAINTINGS,)),
    ("A man stole 17 paintings from the town museum.", (PAINTINGS,)),
    ("The railway closed 26 small stations.", (RAILWAY,)),
    ("26 workers will lose a job, the company promised.", (RAILWAY,)),
    ("The railway will close 2030 small stations.", (RAILWAY,)),
    ("Most of the patients had been vaccinated.", (MEASLES,)),
    ("311 people in Lorn died of measles this year.", (MEASLES,)),
    ("Ivo Marsh was convicted of smuggling eels.", (EELS,)),
    ("Two brothers from Pelm were cleared on Friday.", (EELS,)),
    ("President Dana Holt vetoed the tax law.", (VETO,)),
    ("The upper house removed a fee on farm vehicles.", (VETO,)),
    ("Lawmakers told Dana Holt they would veto the tax law.", (VETO,)),
    ("The Kestrel was built in 1978.", (FERRY,)),
    ("14 passengers died when the Kestrel collided with a barge, the coast guard said.", (FERRY,)),
    ("Rainfall in Orn last month was the highest since 1962.", (RAINFALL,)),
    ("The reservoir holds 18 million litres.", (RAINFALL,)),
    ("Lars Tenn, 81, led the club to three titles on Tuesday.", (COACH,)),
    ("Lars Tenn died at the age of 18.", (COACH,)),
    ("Brond bought a mine in Tessel from Halvor.", (MINE,)),
    ("Halvor hired 200 workers.", (MINE,)),
    ("Halvor plans to dismiss 200 workers.", (MINE,)),
)

NEWS_FAIR: tuple[Case, ...] = (
    ("The Mirn River Authority said water levels had fallen by 40 centimetres since Sunday.", (RIVER,)),
    ("The Mirn River Authority warned that heavy rain was forecast for the weekend.", (RIVER,)),
    ("Otto Brill was sentenced to six years in prison on Monday.", (TREASURER,)),
    ("Judge Carla Venn sentenced Otto Brill to six years in prison.", (TREASURER,)),
    ("Former treasurer Otto Brill embezzled 2.3 million crowns from the teachers' pension fund.", (TREASURER,)),
    ("Brill was sentenced to six years in prison for embezzling 2.3 million crowns.", (TREASURER,)),
    ("Tram drivers in Pellgate will vote on a new pay offer on Friday, Sami Rood said.", (TRAMS,)),
    ("The new pay offer is 4.5 percent, according to union leader Sami Rood.", (TRAMS,)),
    ("About 3,000 people marched through Tarnstad on Saturday.", (MARCH,)),
    ("People in Tarnstad protested against the closure of the hospital.", (MARCH,)),
    ("The government announced the closure of the hospital in March.", (MARCH,)),
    ("The company employs 820 workers at its plant in Osk.", (PLANT,)),
    ("The company reported a loss of 14 million crowns in the second quarter.", (PLANT,)),
    ("A comet discovered by astronomers at the Velm observatory will pass closest to Earth in October 2031.", (COMET,)),
    ("The comet will pass closest to Earth in October 2031.", (COMET,)),
    ("Lena Falk met Jon Steck in Ulm on Wednesday.", (MINISTERS,)),
    ("The two sides did not agree on a date for elections.", (MINISTERS,)),
    ("Foreign Minister Lena Falk and her Dravian counterpart Jon Steck met in Ulm.", (MINISTERS,)),
    ("According to a study, the vaccine reduced the risk of infection by 62 percent.", (VACCINE,)),
    ("A study found that the vaccine reduced the risk of infection by 62 percent.", (VACCINE,)),
    ("The trial had 4,100 volunteers, according to a study published on Tuesday.", (VACCINE,)),
    ("An inquiry found that Jens Aldo had warned the port office twice.", (PILOT,)),
    ("The freighter Maribel ran aground off Cape Toll on 3 May, according to an inquiry.", (PILOT,)),
    ("Parliament in Quessel passed the water bill on Tuesday.", (WATER_BILL,)),
    ("The water bill passed by 71 votes to 64.", (WATER_BILL,)),
    ("Environment Minister Petra Ohm withdrew a clause on private wells.", (WATER_BILL,)),
    ("At least nine climbers were rescued from Mount Ferrin, the rescue service said.", (CLIMBERS,)),
    ("Two guides are still missing, according to the rescue service.", (CLIMBERS,)),
    ("The central bank of Ulmeria raised its key rate to 3.75 percent.", (KEY_RATE,)),
    ("Ulmeria's central bank raised its key rate from 3.25 to 3.75 percent.", (KEY_RATE,)),
    ("It was the fourth increase since January.", (KEY_RATE,)),
    ("Hedda Vane won the Orrin Prize.", (NOVELIST,)),
    ("Hedda Vane beat the favourite, Tomas Reyl.", (NOVELIST,)),
    ("Hedda Vane is 58.", (NOVELIST,)),
    ("Police in Brask released a man without charge.", (PAINTINGS,)),
    ("The company promised that no worker will lose a job.", (RAILWAY,)),
    ("The company said 26 small stations will close by 2030.", (RAILWAY,)),
    ("Health officials in Lorn have recorded 311 cases of measles this year.", (MEASLES,)),
    ("Most of the patients had not been vaccinated.", (MEASLES,)),
    ("Two brothers from Pelm were convicted of smuggling eels.", (EELS,)),
    ("Ivo Marsh was cleared.", (EELS,)),
    ("The brothers smuggled 400 kilos of eels to Dravia.", (EELS,)),
    (
        "President Dana Holt said she would veto the tax law unless the upper house removed a fee on farm vehicles.",
        (VETO,),
    ),
    ("Dana Holt told lawmakers she would veto the tax law unless a fee was removed.", (VETO,)),
    ("The ferry collided with a barge near Ostheim, the coast guard said.", (FERRY,)),
    ("14 passengers were injured, according to the coast guard.", (FERRY,)),
    ("Rainfall in Orn last month was the lowest since 1962.", (RAINFALL,)),
    ("The reservoir holds 18 percent of its capacity.", (RAINFALL,)),
    ("Lars Tenn died on Tuesday at the age of 81.", (COACH,)),
    ("Lars Tenn led the club to three titles.", (COACH,)),
    ("Former coach Lars Tenn died.", (COACH,)),
    ("Halvor bought a mine in Tessel for 90 million crowns.", (MINE,)),
    ("Halvor plans to hire 200 workers.", (MINE,)),
    ("The mine was bought from Brond for 90 million crowns.", (MINE,)),
)

LET_THROUGH: tuple[Case, ...] = (
    ("The hospital in Tarnstad closed in March.", (MARCH,)),
    ("Dravian Foreign Minister Lena Falk met Jon Steck in Ulm.", (MINISTERS,)),
    ("Parliament added a clause on private wells.", (WATER_BILL,)),
    ("Hedda Vane is a lighthouse keeper.", (NOVELIST,)),
    ("Health officials in Lorn recorded 311 cases of measles last year.", (MEASLES,)),
    ("Two brothers from Dravia were convicted of smuggling 400 kilos of eels.", (EELS,)),
    ("The barge was built in 1987, the coast guard said.", (FERRY,)),
)
"""Lies that the gate does not see: what it does not promise."""

NEWS_TOO_STRICT: tuple[Case, ...] = (
    ("A year earlier, the company had reported a profit of 3 million crowns.", (PLANT,)),
    ("17 paintings were stolen from the town museum in Brask.", (PAINTINGS,)),
    ("The railway plans to close 26 small stations by 2030.", (RAILWAY,)),
    ("Last year there were 48 cases of measles in Lorn.", (MEASLES,)),
    ("The Kestrel was built in 1987.", (FERRY,)),
)
"""Fair, and refused."""
