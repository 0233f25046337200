"""Words that carry no search meaning. Deliberately without: ohne, kein, nicht, without, no, sans, без, بدون …"""

_LISTS = {
    "de": """
        ab aber alle allem allen aller alles als also am an ander andere anderem anderen anderer anderes auch auf
        aus bei beim bekomme bekommen bin bis bist bitte da dabei dadurch dafür dagegen daher damit danach dann
        daran darauf darf dass das dasselbe dazu dein deine deinem deinen deiner dem den denn der deren des deshalb
        dessen dich die dies diese diesem diesen dieser dieses dir doch dort du durch ein eine einem einen einer
        eines einige er es etwas euch euer eure für gab geben gibt ging habe haben hab hat hatte hatten hätte her
        hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im in indem ins irgend ist ja jede jedem
        jeden jeder jedes jene kann kannst können könnt könnte mache machen macht man manche mal mehr mein meine
        meinem meinen meiner meines mich mir mit möchte müssen muss musst muß nach nachdem nehmen noch nun nur ob
        oder schon sehr sei sein seine seinem seinen seiner seines seit selbst sich sie sind so sobald solche soll
        sollen sollte sonst soweit sowie um und uns unser unsere unserem unseren unter viel viele vom von vor
        während wann war waren warum was weg weil welche welchem welchen welcher welches wem wen wenn wer werde
        werden wie wieder will wir wird wirst wo woher wohin wohl wollen womit worden wurde wurden zu zum zur zwar
        zwischen über gerne gern eigentlich finde finden suche suchen brauche brauchen braucht benötige gibts gehts
        wegen tun tue dürfen erhalte erhalten welch irgendwo irgendwie irgendwas halt eben ne nen
    """,
    "en": """
        a about after all also am an and any are as at be because been being but by can could did do does doing for
        from further get give had has have having he her here hers him his how i if in into is it its just let like
        may me might more most much must my of off on once only or other our out own please shall she should so some
        such than that the their them then there these they this those through to too under until up us very want
        was we were what when where which while who whom why will with would you your find need looking look s re ve
        ll d m im
    """,
    "fr": """
        a à afin ai ainsi alors après as au aussi autre aux avait avec avez avoir avons c ce ceci cela ces cet cette
        ceux chez ci comme comment d dans de des depuis donc dont du elle elles en encore est et étaient était être
        eu fait faire faut il ils j je l la là le les leur leurs lorsque lui m ma mais me même mes mon n nos notre
        nous on ont or ou où par parce pas peut peuvent peux plus pour pourquoi puis qu quand que quel quelle
        quelles quels qui quoi s sa se sera ses si soit son sont sur t ta te tes toi ton tous tout toute toutes très
        tu un une vers vos votre vous y dois doit peux trouver cherche besoin
    """,
    "tr": """
        acaba ama ancak bana bazı belki ben beni benim bir biraz biz bizim bu buna bunu bunun da daha de defa diye
        en fakat gibi hangi hem her için ile ise ki kim kimin mi mı mu mü nasıl ne neden nerede nereden nereye niye kaç
        o olan olarak olur on ona onu onun sana sen senin siz sizin şu ve veya ya yani istiyorum lazım gerek var
        alabilirim nedir bulabilirim
    """,
    "ru": """
        а бы был была были было быть в вам вас ваш во вот все всего вы где для до его ее её если есть еще ещё же за
        зачем и из или им их к как какая какие какой какую ко когда который кто куда ли меня мне мой моя моё мои мы
        на над нам нас наш о об он она они оно от по под почему при про с со свой себя та так также там те то тоже
        той только том ту ты у уже что чтобы эта эти это этот я хочу можно мочь могу нужно нужна нужен надо
    """,
    "uk": """
        а або але б би був була були було бути в вам вас ваш ви все всі він вона вони воно від де для до його її їх
        є ж за звідки з зі і із й як яка яке який які яку якщо коли кому котрий куди мене мені мій моя моє мої ми на
        над нам нас наш о об он по під при про с свій себе та так також там те ти то тоже той тільки у хто це цей ця
        ці цього чи чому що щоб я хочу можна можу треба потрібно потрібна потрібен
    """,
    "ar": """
        في من على إلى الى عن مع هل ما ماذا متى أين كيف كم لماذا الذي التي الذين هذا هذه ذلك تلك هو هي هم أنا انا نحن
        أنت انت كان كانت يكون تكون قد لقد أو او و ثم إذا اذا أن ان إن كل بعض عند لدى لي له لها لهم بين أي اي أريد
        اريد يمكن يمكنني احتاج أحتاج حتى كما التى
    """,
}

STOP: dict[str, tuple[str, ...]] = {lang: tuple(listed.split()) for lang, listed in _LISTS.items()}
