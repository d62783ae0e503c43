import type { Instant } from '../../../../domain/calendar/civil-date.js';
import { printable } from '../text/printable.js';

/**
 * The properties of an Office document that was made at an instant (ECMA-376 part 2, core properties). Written here and
 * not by the library, which has no language and takes the machine's clock.
 */
export function corePropertiesOf(about: {
  readonly title: string;
  readonly subject: string;
  readonly organisation: string;
  readonly at: Instant;
}): string {
  const property = (name: string, text: string) => `<${name}>${escapeXml(printable(text))}</${name}>`;
  const time = (name: string) => `<${name} xsi:type="dcterms:W3CDTF">${about.at.replace(/\.\d+Z$/, 'Z')}</${name}>`;
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"',
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"',
    ' xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    property('dc:title', about.title),
    property('dc:subject', about.subject),
    property('dc:creator', about.organisation),
    property('dc:language', 'en-GB'),
    property('cp:lastModifiedBy', about.organisation),
    time('dcterms:created'),
    time('dcterms:modified'),
    '</cp:coreProperties>',
  ].join('');
}

/** Text between tags. */
export function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
