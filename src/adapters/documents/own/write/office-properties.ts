import type { RevisionDocument } from '../../../../domain/publishing/revision.js';
import { corePropertiesOf } from '../../formats/package/core-properties.js';
import { sealedAt, standingWords, titleWords } from './words.js';

/** The properties of a revision's document: the file was made when its seal was. */
export function coreProperties(document: RevisionDocument): string {
  const { organisation } = document;
  return corePropertiesOf({
    title: titleWords(document),
    subject: standingWords(document),
    organisation,
    at: sealedAt(document),
  });
}
