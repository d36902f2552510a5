# ruff: noqa: E501 - a table of words, a line each
"""The orders of assistant.ingest.orders in other languages: a row of words each, out of which the same rules are made.

Words are folded as the texts are: lower case, Latin letters without accents. A row has the verbs that set something
aside, what is set aside, the words that say whose or which, the names of a machine that reads, the openings of a note,
how "if you are" is said, and orders about what a summary says.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.ingest.orders import PARAGRAPH, Order, order


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language's words as pieces of patterns, apart by `|`. `spaced` is false where words stand without spaces."""

    name: str
    drop: str
    orders: str
    prior: str
    machine: str
    note: str
    if_you_are: str
    say: str
    summary: str
    now: str
    spaced: bool = True


TONGUES = (
    Tongue("es",
           r"ignor(?:a|e|ad|en|es|ar)|omit(?:e|a|an)|olvid(?:a|e|en|ad|ar)|descart(?:a|e|en)|hacer? caso omiso|haz caso omiso|haga caso omiso|no (?:tengas|tenga) en cuenta|desobede(?:ce|zca)|pas(?:a|e) por alto|no sigas|anula",
           r"instrucciones|indicaciones|ordenes|directrices|reglas|prompts?|mensajes? del sistema|restricciones",
           r"anterior(?:es)?|previ(?:a|o)s?|precedentes|recibid[ao]s|originales|del sistema|tus|sus|de arriba|iniciales",
           r"ia|inteligencias? artificial(?:es)?|modelos? de (?:lenguaje|ia)|asistentes? (?:de ia|virtual(?:es)?)|sistemas? de (?:ia|inteligencia artificial)|chatbots?|llms?|chatgpt",
           r"nota|mensaje|aviso|atencion|instruccion(?:es)?|importante|recordatorio",
           r"si eres|si usted es|si esta leyendo esto|como eres|ya que eres",
           r"incluye|incluya|escribe|escriba|di|diga|responde|responda|menciona|mencione|no menciones|no mencione|anade|anada|indica|indique|afirma|afirme|resume|resuma",
           r"(?:tu|su|el|cualquier|cada) (?:resumen|respuesta|informe final|salida)", r"ahora eres|a partir de ahora (?:eres|debes|actua|responde)|actua como (?:un |una )?(?:ia|asistente|modelo|chatbot)"),
    Tongue("fr",
           r"ignore[zr]?|oublie[zr]?|ne (?:tiens|tenez) pas compte|ne (?:suis|suivez) pas|neglige[zr]?|fai(?:s|tes) abstraction|passe[zr]? outre|annule[zr]?|desobei(?:s|ssez)|ecarte[zr]?",
           r"instructions?|consignes?|directives?|ordres?|regles?|prompts?|messages? systeme|indications",
           r"precedent(?:e|es|s)?|anterieur(?:e|es|s)?|ci-dessus|initial(?:e|es)|du systeme|systeme|tes|vos|recues|prealables",
           r"ia|intelligences? artificielles?|modeles? de langage|assistants? (?:ia|virtuels?)|systemes? d['’]ia|agents? conversationnels?|chatbots?|llms?|chatgpt",
           r"note|message|avis|attention|instructions?|important|rappel|consigne",
           r"si (?:tu es|vous etes)|puisque vous etes|en tant qu['’]",
           r"inclu(?:s|ez)|ecri(?:s|vez)|di(?:s|tes)|repond(?:s|ez)|mentionne[zr]?|ne mentionne[zr]? pas|ajoute[zr]?|indique[zr]?|affirme[zr]?|resume[zr]?",
           r"(?:ton|votre|le|ta|tout|chaque) (?:resume|reponse|synthese|sortie)", r"(?:tu es|vous etes) (?:maintenant|desormais)|a partir de maintenant,? (?:tu|vous)|agi(?:s|ssez) (?:comme|en tant qu)"),
    Tongue("de",
           r"ignorier(?:e|en|t)?|vergiss|vergesst|vergessen sie|missachte[tn]?|beachte[tn]?(?: sie)? nicht|befolge[tn]?(?: sie)? nicht|verwirf|ubergehe[tn]?|setze .{0,20} ausser kraft|lass .{0,20} ausser acht|uberschreibe",
           r"anweisung(?:en)?|instruktion(?:en)?|vorgaben?|befehle?|regeln|richtlinien|prompts?|systemnachrichten?|systemprompts?|anleitungen",
           r"vorherige[nrs]?|bisherige[nrs]?|fruhere[nrs]?|vorige[nrs]?|obige[nrs]?|vorangegangene[nrs]?|vorangehende[nrs]?|ursprungliche[nrs]?|deine|ihre|alle|samtliche|systems?",
           r"kis?|kunstliche[nr]? intelligenz(?:en)?|sprachmodelle?n?|ki-?(?:systeme?|assistent(?:en)?|modelle?|agenten)n?|sprachassistent(?:en)?|chatbots?|llms?|chatgpt|assistenzsysteme?",
           r"hinweis|anmerkung|nachricht|achtung|anweisung(?:en)?|wichtig|notiz|mitteilung|botschaft",
           r"(?:wenn|falls|sofern|da) (?:du|sie) (?:eine?n? |als )?",
           r"schreibe?n?(?: sie)?|erwahne?n?(?: sie)?(?: nicht)?|nenne?n?(?: sie)?|antworte?n?(?: sie)?|fuge?n?(?: sie)?|sage?n?(?: sie)?|gib|geben sie|behaupte?n?(?: sie)?|berichte?n?(?: sie)?|fasse?n?(?: sie)?",
           r"(?:deiner?|ihrer?|der|die|jeder?) (?:zusammenfassung|antwort|ausgabe|ubersicht)", r"(?:du bist|sie sind) (?:jetzt|nun|ab sofort|ab jetzt)|ab (?:jetzt|sofort) (?:bist|sind|antworte|wirst)|verhalte dich (?:wie|als)|handle als"),
    Tongue("it",
           r"ignor(?:a|are|ate|i|ino)|dimentic(?:a|are|ate|hi)|tralasci(?:a|are|ate)|non (?:seguire|considerare|tenere conto)|scart(?:a|ate)|trascur(?:a|are|ate)|annulla|disobbedisc[ia]",
           r"istruzioni|indicazioni|ordini|direttive|regole|prompt|messaggi(?:o)? di sistema|comandi",
           r"precedent[ei]|anterior[ei]|sopra|ricevut[ei]|original[ei]|di sistema|del sistema|tue|vostre|iniziali",
           r"ia|ai|intelligenz[ae] artificial[ei]|modell[oi] (?:linguistic[oi]|di linguaggio|di ia)|assistent[ei] (?:ia|ai|virtual[ei])|sistem[ai] di (?:ia|intelligenza artificiale)|chatbot|llm|chatgpt",
           r"nota|messaggio|avviso|attenzione|istruzion[ei]|importante|promemoria",
           r"se sei|se siete|se lei e|poiche sei",
           r"includi|inserisci|scrivi|di'|rispondi|menziona|non menzionare|aggiungi|indica|afferma|riporta|riassumi",
           r"(?:tuo|vostro|suo|tua|nel|nella|il|ogni) (?:riassunto|risposta|sintesi|riepilogo|output)", r"ora sei|adesso sei|d'ora in poi (?:sei|devi|rispondi)|agisci come|comportati come"),
    Tongue("pt",
           r"ignor(?:e|a|em|ar)|esque(?:ca|cam|ce)|desconsider(?:e|a|em)|desobede(?:ca|ce)|nao (?:siga|considere|leve em conta)|descart(?:e|a|em)|anule",
           r"instrucoes|orientacoes|ordens|diretrizes|regras|prompts?|mensage(?:m|ns) do sistema|comandos",
           r"anterior(?:es)?|previ(?:a|o)s|precedentes|acima|recebidas|originais|do sistema|suas|tuas|iniciais",
           r"ia|inteligencias? artificia(?:l|is)|modelos? de (?:linguagem|ia)|assistentes? (?:de ia|virtua(?:l|is))|sistemas? de (?:ia|inteligencia artificial)|chatbots?|llms?|chatgpt",
           r"nota|mensagem|aviso|atencao|instruc(?:ao|oes)|importante|lembrete",
           r"se voce (?:e|for)|se es|ja que voce e",
           r"inclua|escreva|diga|responda|mencione|nao mencione|acrescente|adicione|indique|afirme|resuma|relate",
           r"(?:seu|teu|no|na|sua|o|cada) (?:resumo|resposta|saida|sumario)", r"agora voce e|voce agora e|a partir de agora,? (?:voce|responda|aja)|aja como"),
    Tongue("nl",
           r"negeer|vergeet|sla .{0,20} over|houd geen rekening met|volg .{0,20} niet|laat .{0,20} buiten beschouwing",
           r"instructies?|opdrachten?|aanwijzingen|regels|richtlijnen|prompts?|systeemberichten",
           r"vorige|eerdere|voorgaande|bovenstaande|oorspronkelijke|je|uw|jouw|alle",
           r"ai|ki|kunstmatige intelligentie|taalmodel(?:len)?|ai-?(?:systemen|assistent(?:en)?|modellen)|chatbots?|llms?|chatgpt",
           r"opmerking|bericht|let op|instructies?|belangrijk|notitie|nota",
           r"als (?:je|u) (?:een )?|indien u (?:een )?",
           r"schrijf|vermeld|noem|antwoord|voeg|zeg|meld|geef", r"(?:je|uw|jouw|de|elke) (?:samenvatting|antwoord|uitvoer)",
           r"(?:je bent|u bent) (?:nu|vanaf nu)|vanaf nu (?:ben|bent|moet)|gedraag je als"),
    Tongue("pl",
           r"zignoruj(?:cie)?|ignoruj(?:cie)?|zapomnij(?:cie)?|pomin(?:cie)?|odrzuc(?:cie)?|nie (?:przestrzegaj|wykonuj|stosuj)",
           r"instrukcj[eai]|polece(?:nia|n)|wytyczn[eych]+|zasad[yę]?|prompty?|rozkaz[yow]+|komend[ya]?",
           r"poprzedni(?:e|ch)|wczesniejsz(?:e|ych)|powyzsz(?:e|ych)|dotychczasow(?:e|ych)|swoje|twoje|systemow(?:e|ych)|wszystkie",
           r"ai|si|sztuczn(?:a|ej) inteligencj[iaę]|model(?:u|i|ow)? jezykow(?:y|ego|ych|e)|asystent(?:a|ow)? ai|chatbot(?:a|ow)?|llm|chatgpt",
           r"uwaga|notatka|wiadomosc|instrukcja|wazne|informacja", r"jesli jestes|jezeli jestes",
           r"napisz|wspomnij|nie wspominaj|odpowiedz|dodaj|podaj|stwierdz|powiedz", r"(?:swoim|twoim|swojej|twojej|kazdym) (?:podsumowaniu|streszczeniu|odpowiedzi)",
           r"jestes teraz|teraz jestes|od teraz (?:jestes|odpowiadaj|musisz)|zachowuj sie jak"),
    Tongue("tr",
           r"(?:yok say|gormezden gel|gozardi et|goz ardi et|unut|dikkate alma|uyma|iptal et)\w*",
           r"talimat\w*|komut\w*|yonerge\w*|kural\w*|istem\w*|prompt\w*|emir\w*",
           r"onceki|yukaridaki|daha onceki|bundan onceki|tum|butun|sistem",
           r"yapay zeka\w*|dil model\w*|yz|sohbet robot\w*|chatbot\w*|llm|chatgpt|yapay zeka asistan\w*",
           r"not|mesaj|dikkat|talimat|onemli|uyari|bilgi", r"eger (?:bir )?|sen bir",
           r"yaz|soyle|belirt|ekle|bahsetme|yanitla|rapor et", r"ozet(?:inde|ine|te|inize|inizde)|yanitin(?:da|iza)|cevabin(?:da|a)",
           r"artik (?:sen )?bir|bundan sonra (?:sen|bir)|simdi sen"),
    Tongue("ru",
           r"игнорируй(?:те)?|проигнорируй(?:те)?|забудь(?:те)?|отбрось(?:те)?|не (?:следуй|выполняй|учитывай)(?:те)?|пренебреги(?:те)?|отмени(?:те)?",
           r"инструкци[июя]\w*|указани[яйею]\w*|команд[ыуа]?|правил[аоу]?|директив\w*|промпт\w*|распоряжени[яй]|приказ\w*",
           r"предыдущ\w+|прежни\w+|прошл\w+|вышеуказанн\w+|вышеизложенн\w+|изначальн\w+|исходн\w+|системн\w+|свои|твои|ваши|все|ранее",
           r"ии|искусственн\w+ интеллект\w*|языков\w+ модел\w+|нейросет\w+|ии-?(?:ассистент|помощник|модел|систем)\w*|чат-?бот\w*|ассистент\w*|chatgpt|llm",
           r"примечание|сообщение|внимание|инструкци[яи]|важно|заметка|обращение|указание", r"если (?:ты|вы)(?: -| —| –)?(?: это)?|так как (?:ты|вы)",
           r"напиши(?:те)?|укажи(?:те)?|упомяни(?:те)?|не упоминай(?:те)?|ответь(?:те)?|добавь(?:те)?|скажи(?:те)?|сообщи(?:те)?|включи(?:те)?",
           r"(?:своем|вашем|твоем|свое|ваше|сво[йю]|каждом|своей|вашей|кратком) (?:резюме|кратком изложении|ответе?|сводк[еу]|пересказе?|отчете|обзоре)",
           r"теперь (?:ты|вы)|(?:ты|вы) теперь|отныне (?:ты|вы)|с этого момента (?:ты|вы)|веди себя как"),
    Tongue("uk",
           r"ігноруй(?:те)?|проігноруй(?:те)?|забудь(?:те)?|відкинь(?:те)?|не (?:виконуй|дотримуйся)\w*",
           r"інструкці\w+|вказівк\w+|команд\w*|правил\w*|промпт\w*|наказ\w*", r"попередн\w+|вищезазначен\w+|систем\w+|свої|твої|ваші|всі|усі",
           r"ші|штучн\w+ інтелект\w*|мовн\w+ модел\w+|нейромереж\w+|чат-?бот\w*|chatgpt|llm", r"примітка|повідомлення|увага|інструкція|важливо", r"якщо (?:ти|ви)",
           r"напиши|вкажи|згадай|додай|скажи|повідом", r"(?:своєму|вашому|твоєму) (?:резюме|підсумку|огляді)|(?:своїй|вашій) відповіді", r"тепер (?:ти|ви)|(?:ти|ви) тепер|відтепер (?:ти|ви)"),
    Tongue("ar",
           r"تجاهلو?ا?ي?|انس|انسى|اهمل|أهمل|لا تتبع|لا تلتزم|تجاوز|تخط",
           r"(?:ال|ل|كل ال|جميع ال)?(?:تعليمات|أوامر|اوامر|إرشادات|ارشادات|توجيهات|قواعد)(?:ك)?", r"السابقة|السابقه|أعلاه|اعلاه|المذكورة|الأصلية|النظام|كل|جميع|التي تلقيتها",
           r"(?:ال|لل)?ذكاء (?:ال)?اصطناعي|نماذج (?:ال)?لغ\w+|نموذج (?:ال)?لغ\w+|(?:ال|لل)?نماذج اللغوية|روبوت\w* (?:ال)?محادثة|المساعد (?:الذكي|الآلي|الافتراضي)|chatgpt|llm",
           r"ملاحظة|ملاحظه|رسالة|تنبيه|تعليمات|مهم|هام|إشعار", r"إذا كنت|اذا كنت|إن كنت|بما أنك|بصفتك",
           r"اكتب|اذكر|لا تذكر|أجب|اجب|أضف|اضف|قل|أدرج|ادرج", r"(?:ملخصك|الملخص|ردك|إجابتك|اجابتك|تلخيصك)", r"أنت الآن|انت الان|أنت الان|من الآن فصاعدا"),
    Tongue("fa", r"نادیده بگیر\w*|فراموش کن\w*", r"دستور\w*|دستورالعمل\w*|قوانین|فرمان\w*", r"قبلی|پیشین|بالا|همه|تمام",
           r"هوش مصنوعی|مدل\w* زبان\w*|دستیار|چت ?بات", r"توجه|پیام|یادداشت|مهم", r"اگر (?:تو|شما)?", r"بنویس\w*|بگو\w*|ذکر", r"خلاصه\w*|پاسخ\w*", r"اکنون (?:تو|شما)|از این پس"),
    Tongue("hi", r"अनदेखा कर\w*|नज़रअंदाज़ कर\w*|नजरअंदाज कर\w*|भूल जा\S*|अनदेखी कर\S*", r"निर्देश\S*|आदेश\S*|नियम\S*", r"पिछल\S*|पहले\S*|उपरोक्त|सभी|पूर्व",
           r"एआई|कृत्रिम बुद्धिमत्ता|भाषा मॉडल|चैटबॉट|ai", r"नोट|संदेश|ध्यान दें|सूचना|महत्वपूर्ण", r"(?:यदि|अगर) (?:आप|तुम)", r"लिखें|लिखो|कहें|बताएं|उल्लेख", r"सारांश|उत्तर|जवाब", r"अब (?:आप|तुम)"),
    Tongue("zh", r"忽略|无视|無視|忘记|忘記|忘掉|不要遵循|不要理会|不理会|抛弃|不遵守|绕过|忽視|忽视|丢弃",
           r"指令|指示|提示词|提示詞|提示|命令|规则|規則|说明|說明|要求|设定", r"之前|先前|以前|上述|上面|以上|此前|前面|原有|原来|所有|系统|系統|你的|您的|一切|任何",
           r"人工智能|人工智慧|大语言模型|语言模型|語言模型|ai(?:助手|模型|系统)?|聊天机器人|聊天機器人|智能助手|助手|大模型|chatgpt|llm", r"注意|致|给|請注意|请注意|通知|重要|提示|对|告知|写给", r"如果(?:你|您)是|若你是|作为|你是一个|你是一名",
           r"写|寫|说|說|包含|包括|加入|不要提及|不要提到|不得提及|回答|回复|输出|報告|报告|声称|注明|只", r"(?:摘要|总结|總結|概要|回答|回复|输出|简报)(?:中|里|时|應|应|必须)", r"你现在是|您现在是|你現在是|从现在起,?你|从现在开始,?你|扮演", spaced=False),
    Tongue("ja", r"無視|忘れ|破棄|従わない", r"指示|命令|プロンプト|ルール|規則|指令", r"これまで|以前|前の|上記|すべて|全て|以上|先の|従来|システム",
           r"人工知能|言語モデル|ai(?:アシスタント|モデル)?|チャットボット|アシスタント|大規模言語モデル", r"注意|注記|メッセージ|重要|お知らせ|指示", r"あなたが|もしあなたが|あなたは",
           r"書いて|記載|含め|述べ|言及しない|回答|出力|報告", r"(?:要約|まとめ|回答|出力|返答)(?:に|で|には|では)", r"あなたは今|今からあなたは|これからあなたは", spaced=False),
    Tongue("ko", r"무시|잊어|잊으|따르지", r"지시|명령|프롬프트|지침|규칙", r"이전|앞의|위의|모든|기존|지금까지",
           r"인공지능|언어 ?모델|ai|챗봇|어시스턴트", r"참고|알림|주의|메시지|중요|안내", r"당신이|만약 당신|당신은", r"작성|포함|언급하지|말하|출력|답변", r"(?:요약|답변|응답|출력)(?:에|에서|에는)", r"당신은 이제|이제부터 당신|지금부터 당신", spaced=False),
)  # fmt: skip


_OF_LATIN = frozenset("es fr de it pt nl pl tr".split())
_SAY_IN = frozenset("es fr de it pt nl pl".split())
COMMANDING = frozenset("es fr de it pt nl pl ru uk".split())
"""Languages in which an order begins with its verb; "er ignoriert alle Anweisungen" is none."""


def _rules(tongue: Tongue) -> tuple[Order, ...]:
    drop, orders, prior = (f"(?:{words})" for words in (tongue.drop, tongue.orders, tongue.prior))
    machine, say, summary = (f"(?:{words})" for words in (tongue.machine, tongue.say, tongue.summary))
    if tongue.spaced:
        edge, some, few = r"(?<!\w)", r"[^.!?;\n؟।]{0,45}?", r"(?:[^\s.!?]{1,20}\s{1,9}){0,3}"
        after, begin = r"(?!\w)", r"(?:^|[.!?:\"'“«(\[{*_#<>—–-] ?)\W{0,4}"
    else:
        edge, some, few, after, begin = (
            "",
            r"[^。！？.!?\n]{0,20}?",
            r"[^。！？.!?\n]{0,8}?",
            "",
            r"(?:^|[。！？.!?:：\"“「『(（\[【*#] ?)\W{0,4}",
        )
    set_aside = rf"{edge}{drop}{after}"
    verb_last = tongue.name in ("de", "tr", "hi", "fa", "zh", "ja", "ko")
    told = rf"(?:{edge}{prior}{after}{some}{edge}{orders}{after}|{edge}{orders}{after}{some}{edge}{prior}{after})"
    family = f" ({tongue.name})"
    return (
        order("override" + family, f"{_words(tongue.drop)}&{_words(tongue.orders)}", rf"{set_aside}{some}{told}" + (rf"|{told}{some}{set_aside}" if verb_last else ""),
              command=tongue.name in COMMANDING),
        order("note" + family, f"{_words(tongue.machine)}&{_words(tongue.note)}|{_words(tongue.if_you_are)}",
              rf"{begin}(?:{tongue.note}){after}[ :,，：]?{few}{edge}{machine}{after}(?= ?(?:[:：,，!！.。)\]—–-]|$))|{edge}(?:{tongue.if_you_are}){some if not tongue.spaced else ' ?' + few}{edge}{machine}{after}(?= ?[,，、:：]|(?![^.!?。\n]{{0,60}}\?))", reach=PARAGRAPH),
        order("role" + family, _words(tongue.now), rf"{edge}(?:{tongue.now}){after}?[^.!?。\n]{{0,30}}?{edge}(?:{tongue.machine}|dan|asistente|assistant|assistente|assistent|asystent\w*|asistan\w*|助手|アシスタント|مساعد|помощник\w*|ассистент\w*){after}"),
        order("output" + family, f"{_words(tongue.summary)}&{_words(tongue.say)}",
              _in_summary(tongue, begin, say + after, edge + summary)),
    )  # fmt: skip


def _in_summary(tongue: Tongue, begin: str, say: str, summary: str) -> str:
    """Orders on what a summary says. "Write your reply" is what forums ask of people: "in" makes it an order."""
    if tongue.name not in _SAY_IN:
        far = r"[^.!?。\n]"
        return rf"{begin}{say}{far}{{0,80}}?{summary}|{begin}{far}{{0,20}}?{summary}{far}{{0,25}}?{say}"
    within = (
        r"(?<!\w)(?:(?:en|dans|in|im|em|no|na|w|we|nel|nella|zu|zur|a|au|al|aan|do) " + summary
        + r"|(?:nel|nella|no|na|en el|dans le|in der|in die) (?:riassunto|sintesi|riepilogo|resumo|sumario|resumen|resume|zusammenfassung)(?!\w))"
    )  # fmt: skip
    return rf"{begin}{say}[^.!?\n]{{0,80}}?{within}|{begin}{within},? ?[^.!?\n]{{0,20}}?(?<!\w){say}"


def _words(pattern: str) -> str:
    """The literal beginnings of a piece of a pattern, of which a text must hold one."""
    return "|".join(sorted(set(_literals(pattern))))


def _literals(pattern: str) -> Iterator[str]:
    for branch in _branches(pattern):
        group = re.match(r"\(\?:([^()]*)\)\??\s*", branch)
        if group:
            rest = branch[group.end() :]
            yield from _literals(rest if re.match(r"\(\?:(?![^()]*\)\?$)|\w\w", rest) else group[1])
            continue
        literal = re.match(r"[\w' -]+", branch)
        word = literal[0] if literal else ""
        if branch[len(word) : len(word) + 1] in ("?", "*", "{", "|"):
            word = word[:-1]
        if len(word.strip()) < (1 if not word.isascii() else 2):
            raise ValueError(f"no letters to look for in {branch!r} of {pattern!r}")
        yield f"{word.strip()} " if len(word.strip()) < 4 and word == branch and word.isascii() else word.strip()


def _branches(pattern: str) -> list[str]:
    depth, parts = 0, [""]
    for letter in pattern:
        depth += (letter in "([") - (letter in ")]")
        if letter == "|" and not depth:
            parts.append("")
        else:
            parts[-1] += letter
    return parts


LATIN = tuple(rule for tongue in TONGUES if tongue.name in _OF_LATIN for rule in _rules(tongue))
OTHERS = tuple(rule for tongue in TONGUES if tongue.name not in _OF_LATIN for rule in _rules(tongue))
