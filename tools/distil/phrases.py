"""What sentences are made of by rule: who speaks, how people ask, what they add; nothing from `evaluation`."""

WHO = (
    "ich;wir;er;sie;man;mein mann;meine frau;mein kind;meine tochter;mein sohn;meine mutter;mein vater;oma;opa;papa;"
    "mama;mein freund;meine freundin;die nachbarin;mein bruder;meine schwester;jemand;unser baby;mein chef;"
    "der vermieter;die kinder;tante;mein ex;meine kleine;mein junge;die oma;mutti;mein partner;die eltern;"
    "meine familie;ein freund;mein enkel;die chefin;der arzt;das amt;die schule;das jobcenter;die krankenkasse;"
    "mein hund"
).split(";")

TAIL = (
    ";;;;nicht mehr;seit wochen;seit monaten;und weiß nicht weiter;was tun;wer hilft;wohin;hilfe;bitte;"
    "kann mir jemand helfen;was kann ich machen;und habe kein geld;wegen der arbeit;jeden tag;ganz allein;schon wieder;"
    "mit kindern;was nun;wie geht das;ohne deutsch;heute noch;kostenlos;in der nähe;und keiner kümmert sich;"
    "was steht mir zu;wo;an wen kann ich mich wenden;ich kann nicht mehr;nachts;ständig;und ich hab angst;"
    "muss ich das zahlen;darf der das;wo melde ich mich;bekomme ich geld;am wochenende;für meine mutter;für kinder;"
    "und jetzt;die ganze zeit;ich brauch hilfe;wo gibts das;in herten;zu hause;einfach so;so schnell wie möglich;"
    "trotz arbeit;ohne termin"
).split(";")

ASKED = (
    "wo kann ich;wie kann ich;wer hilft mir beim;ich will;ich muss;ich möchte;ich kann nicht;darf ich;kann man hier;"
    "muss man;wir wollen;wo krieg ich hilfe beim;keine lust zu;ich weiß nicht wie ich;jemand soll mir;wer kann;"
    "mein kind will nicht;meine mutter kann nicht mehr;ich hab keine kraft zum;ich schaffe es nicht zu;können sie"
).split(";")

BEFORE = (
    "ein;eine;einen;der;die;das;den;mein;meine;meinen;keine;kein;keinen;unsere;seine;ihre;viel;zu wenig;neue;meiner;"
    "dem;für den;für die;mit der;mit dem;ohne;vom;beim;im;in der;wegen;nach der;zum;zur;aus der"
).split(";")

RULES = (
    "{label} {tail}|{who} {label} {tail}|{label} {other}|{asked} {noun} {verb} {tail}|"
    "{who} hat {before} {noun} {done} {tail}|{who} ist {how} {tail}|{who} {does} {before} {noun} {tail}|"
    "{label} {before} {noun}|{before} {noun} ist {how} {tail}|"
    "{who} wurde {done} {tail}|{before} {noun} {done} {tail}|{asked} {verb}|{label} für {who}|wo gibt es {noun}|"
    "{asked} {before} {noun} {verb}|{noun} {thing} {tail}|{noun} {verb}|{noun} {done}|{how} {noun} {tail}|"
    "{word} {noun} {word2}|{word} {word2} {word3} {tail}|{who} {word} {word2} {tail}|{label}, {other} {tail}|"
    "hab {before} {noun} {done} {tail}|{who} hat mich {done} {tail}|{who} will mich {verb} {tail}|"
    "ich habe angst vor {noun}|ich bin {how} und {label}|{label} weil {who} {how} ist|{who} braucht {noun} {tail}|"
    "{noun} für {who} {tail}|{label} aber {before} {noun} {does}|{who} {does} {when} {tail}|"
    "{when} {before} {noun} {does} {tail}|{begun} {ended}|{begun} {noun} {ended}|{begun} {tail}|{noun} {ended}|"
    "{begun} {who} {ended}|gibt es {noun} in {thing}|wie beantrage ich {label}|wie bekomme ich {noun}|"
    "{before} {noun} und {before2} {thing} {tail}|{when} {how} {noun}|{who} sagt {before} {noun} ist {how}|"
    "mir {does} {before} {noun}|{asked} {label} {verb}|{label} {verb} {tail}|{label} {done}"
).split("|")

TAGS = {"noun": (20,), "how": (41, 17), "verb": (49, 84), "does": (22,), "done": (36,), "when": (15,)}
"""What kind of word a field of a rule takes, in the numbers of the tagger whose lexicon it comes from (HanTa)."""
