import { SimpleField, TextRun } from 'docx';

/**
 * A link to an address that is its own text, as a field: Word, LibreOffice and PDF made by them open it. A field holds
 * its address itself, so that paragraphs can be written one after the other without a list of addresses beside them.
 */
export class LinkField extends SimpleField {
  constructor(address: string) {
    // in a field's instruction a backslash opens a switch
    super(`HYPERLINK "${address.replaceAll('\\', '%5C')}"`);
    this.root.push(new TextRun({ text: address, style: 'Hyperlink' }));
  }
}
