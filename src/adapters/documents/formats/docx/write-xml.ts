import type { IXmlableObject } from 'docx';

/**
 * An element as the library prepares it, as XML: an object with the element's name, and under it its text, its
 * attributes (`_attr`), or a list of attributes, elements and texts. Nothing where the library leaves it out.
 */
export function xmlOf(prepared: IXmlableObject | undefined): string {
  if (prepared === undefined) return '';
  return Object.entries(prepared)
    .map(([name, content]) => elementXml(name, content))
    .join('');
}

function elementXml(name: string, content: unknown): string {
  let attributes = '';
  let inner = '';
  for (const each of Array.isArray(content) ? (content as readonly unknown[]) : [content]) {
    if (typeof each !== 'object' || each === null) inner += textXml(each);
    else if ('_attr' in each) attributes += attributesXml(each._attr);
    else inner += xmlOf(each as IXmlableObject);
  }
  return inner === '' ? `<${name}${attributes}/>` : `<${name}${attributes}>${inner}</${name}>`;
}

function attributesXml(attributes: unknown): string {
  if (typeof attributes !== 'object' || attributes === null) return '';
  return Object.entries(attributes)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => ` ${name}="${textXml(value)}"`)
    .join('');
}

function textXml(value: unknown): string {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return '';
  return String(value).replace(/[&<>"\t\n\r]/g, (character) => ESCAPED[character] ?? character);
}

const ESCAPED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};
