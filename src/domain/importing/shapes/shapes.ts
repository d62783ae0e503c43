import type { SourceDocument } from '../account/reading.js';
import { arrange } from './arrange.js';
import { withFactsInColumns } from './facts-in-cells.js';
import { formsAsTables } from './forms.js';
import { labelledLinesAsForms } from './label-forms.js';
import { withLabelsApart } from './label-lines.js';
import { labelledSectionsAsTable } from './labelled-sections.js';
import { legendAsTable } from './legend-lines.js';
import { tableOfOutline } from './outline.js';
import { sectionsAsColumns } from './sections.js';
import { withTickColumns } from './tick-columns.js';

/** A document as a plan under one row of headings, by one way of looking at it. */
export interface Arrangement {
  /** How it was looked at: "table", "forms, sections", "outline". */
  readonly shape: string;
  readonly document: SourceDocument;
}

/** What a document that is no table can be made of; each gives a document in which it finds none back as it is. */
const SHAPES: readonly { readonly name: string; readonly arrange: (document: SourceDocument) => SourceDocument }[] = [
  { name: 'forms', arrange: formsAsTables },
  { name: 'labelled lines', arrange: (document) => labelledLinesAsForms(withLabelsApart(document)) },
  { name: 'sections', arrange: sectionsAsColumns },
];

/** Every way to look at a document. None of them is decided here: each is read to the end, and the readings are judged. */
export function arrangementsOf(given: SourceDocument): readonly Arrangement[] {
  const source = withTickColumns(withFactsInColumns(legendAsTable(given)));
  let found: { readonly names: readonly string[]; readonly document: SourceDocument }[] = [
    { names: [], document: source },
  ];
  for (const shape of SHAPES) {
    const more = found.flatMap(({ names, document }) => {
      const arranged = shape.arrange(document);
      return arranged === document ? [] : [{ names: [...names, shape.name], document: arranged }];
    });
    found = [...more, ...found];
  }
  const tables = found.map(({ names, document }) => ({
    shape: names.length === 0 ? 'table' : names.join(', '),
    document: arrange(document),
  }));
  const lines = withLabelsApart(source);
  const others = [
    { shape: 'outline', document: tableOfOutline(lines) },
    { shape: 'labelled sections', document: labelledSectionsAsTable(lines) },
  ];
  return [...tables, ...others.flatMap(({ shape, document }) => (document === null ? [] : [{ shape, document }]))];
}
