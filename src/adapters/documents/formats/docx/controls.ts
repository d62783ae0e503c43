import { XmlAttributeComponent, XmlComponent } from 'docx';

/*
 * Content controls (ECMA-376 part 1, 17.5.2; MS-DOCX 2.6.1.12 for the tick box), which the library does not have. Word
 * and LibreOffice offer the list and the tick; every other program shows the words and lets people type over them.
 */

class Attributes extends XmlAttributeComponent<Readonly<Record<string, string>>> {
  protected override readonly xmlKeys: Readonly<Record<string, string>>;
  constructor(values: Readonly<Record<string, string>>) {
    super(values);
    this.xmlKeys = Object.fromEntries(Object.keys(values).map((name) => [name, name]));
  }
}

class Element extends XmlComponent {
  constructor(
    name: string,
    attributes: Readonly<Record<string, string>>,
    children: readonly (XmlComponent | string)[],
  ) {
    super(name);
    if (Object.keys(attributes).length > 0) this.root.push(new Attributes(attributes));
    this.root.push(...children);
  }
}

function element(
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (XmlComponent | string)[]
): XmlComponent {
  return new Element(name, attributes, children);
}

/** A list to choose from; `prompt` stands there until something is chosen. `name` is read out by screen readers. */
export function dropDown(name: string, prompt: string, choices: readonly string[]): XmlComponent {
  const items = choices.map((choice) => element('w:listItem', { 'w:displayText': choice, 'w:value': choice }));
  return element(
    'w:sdt',
    {},
    element(
      'w:sdtPr',
      {},
      element('w:alias', { 'w:val': name }),
      element('w:tag', { 'w:val': name }),
      element('w:showingPlcHdr'),
      element('w:dropDownList', {}, ...items),
    ),
    element('w:sdtContent', {}, run(prompt, [element('w:color', { 'w:val': '4A5560' })])),
  );
}

/** A box to tick: ☐ until then, ☒ after. */
export function tickBox(name: string): XmlComponent {
  const glyph = (kind: string, code: string) => element(kind, { 'w14:val': code, 'w14:font': 'MS Gothic' });
  return element(
    'w:sdt',
    {},
    element(
      'w:sdtPr',
      {},
      element('w:alias', { 'w:val': name }),
      element('w:tag', { 'w:val': name }),
      element(
        'w14:checkbox',
        {},
        element('w14:checked', { 'w14:val': '0' }),
        glyph('w14:checkedState', '2612'),
        glyph('w14:uncheckedState', '2610'),
      ),
    ),
    element(
      'w:sdtContent',
      {},
      run('☐', [
        element('w:rFonts', {
          'w:ascii': 'MS Gothic',
          'w:eastAsia': 'MS Gothic',
          'w:hAnsi': 'MS Gothic',
          'w:hint': 'eastAsia',
        }),
        element('w:sz', { 'w:val': '28' }),
      ]),
    ),
  );
}

function run(text: string, properties: readonly XmlComponent[]): XmlComponent {
  return element('w:r', {}, element('w:rPr', {}, ...properties), element('w:t', {}, text));
}
