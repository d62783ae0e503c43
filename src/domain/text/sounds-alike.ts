/**
 * One key for the spellings of a first name that sound alike: Kathryn and Katherine's short forms, Callum and Calum, Hollie
 * and Holly, Philippa and Phillippa. Small letters, no doubled ones, endings that are not spoken left out.
 */
export function soundOf(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z]/g, '')
    .replace(/^g(?=[ei])/, 'j')
    .replace(/ai|eo|ea/g, (pair) => pair[0] ?? '')
    .replace(/ph/g, 'f')
    .replace(/th/g, 't')
    .replace(/(?<!^)h/g, '')
    .replace(/ck|[cq](?![eiy])/g, 'k')
    .replace(/c/g, 's')
    .replace(/z/g, 's')
    .replace(/[iey]+$/g, (end) => (end === 'e' ? '' : 'i'))
    .replace(/y|ie|ee|ei/g, 'i')
    .replace(/(.)\1+/g, '$1');
}
