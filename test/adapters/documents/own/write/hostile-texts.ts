/** Texts that people paste, or send on purpose. Each must stay words in every format. */
export const HOSTILE_TEXTS = {
  markup: '<b>bold</b> & <img src=x onerror=alert(1)> "quoted" \'single\'',
  script: '</style></script><script>window.broken = true</script><style>body{display:none}</style>',
  cdataEnd: 'a ]]> b <![CDATA[ c <!-- d --> e <?xml version="1.0"?>',
  entities: '&lt;script&gt; &amp;amp; &nbsp; &#0; &#x1F600;',
  template: '$' + '{secret} {{mustache}} %s {0}',
  controls: 'bell\u0007 null\u0000 escape\u001b[31m delete\u007f c1\u0093 shift\u000e',
  nonCharacters: 'end\uFFFE of\uFFFF plane, half \uD83D a face \uDE00 here',
  rightToLeft: 'תאריך היעד נדחה פעמיים',
  override: 'invoice \u202Efdp.exe\u202C end',
  emoji: '👩🏽‍🚒 crew trained ✅ 🇬🇧',
  longWord: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(6),
  formula: '=HYPERLINK("http://example.invalid","click")',
  minus: "-2+3+cmd|' /C calc'!A0",
  apostrophes: "''=1+1",
  lines: 'first\r\nsecond\rthird\n\n\nfourth\u2028fifth',
  attribute: '" onmouseover="alert(1)" x="',
} as const;
