import { posix } from 'node:path';
import validate from '@ooxml-tools/validate';
import { strFromU8, unzipSync } from 'fflate';
import { parsedXml } from './word-parts.js';

/** What Microsoft's Open XML SDK (its validator, compiled to WebAssembly) says against a file: place and words. */
export async function schemaFaults(file: Uint8Array, kind: 'docx' | 'xlsx'): Promise<string[]> {
  const found = await validate(file, kind, 'Microsoft365');
  return found.map(({ path, description }) => `${path.partUri} ${path.xpath}: ${description}`);
}

const TYPES = '[Content_Types].xml';
const CORE = 'docProps/core.xml';
const CORE_ELEMENTS = new Set([
  ...['category', 'contentStatus', 'keywords', 'lastModifiedBy', 'lastPrinted', 'revision', 'version'].map(
    (name) => `cp:${name}`,
  ),
  ...['creator', 'description', 'identifier', 'language', 'subject', 'title'].map((name) => `dc:${name}`),
  'dcterms:created',
  'dcterms:modified',
]);

/**
 * What is wrong with the package around the parts (ECMA-376 part 2), which the SDK opens without a word or refuses
 * without saying where: parts without a type, types and relationships without a part, parts that nothing leads to,
 * ids that are used and not declared, and the core properties, for which the SDK has no schema.
 */
export function packageFaults(file: Uint8Array): string[] {
  const whole = opened(file);
  const { names } = whole;
  const parts = names.filter((name) => name !== TYPES && !name.endsWith('.rels'));
  const found = reached(whole);
  return [
    ...repeated(names.map((name) => name.toLowerCase())).map((name) => `two parts are named ${name}`),
    ...typeFaults(whole, parts),
    ...names.filter((name) => name.endsWith('.rels')).flatMap((name) => relationshipFaults(whole, name, parts)),
    ...parts.filter((part) => !found.has(part)).map((part) => `nothing leads to ${part}`),
    ...(parts.includes(CORE) ? coreFaults(whole) : []),
  ];
}

interface Package {
  readonly names: readonly string[];
  /** A part as a tree, parsed once. Throws where it is missing or not well-formed. */
  tree(name: string): Element;
}

function opened(file: Uint8Array): Package {
  const parts = unzipSync(file);
  const trees = new Map<string, Element>();
  return {
    names: Object.keys(parts),
    tree(name) {
      const bytes = parts[name];
      if (bytes === undefined) throw new Error(`There is no ${name}`);
      const tree = trees.get(name) ?? parsedXml(strFromU8(bytes));
      trees.set(name, tree);
      return tree;
    },
  };
}

function typeFaults(whole: Package, parts: readonly string[]): string[] {
  const types = children(whole.tree(TYPES));
  const said = (kind: string, name: string) =>
    types.filter(({ nodeName }) => nodeName === kind).map((type) => type.getAttribute(name) ?? '');
  const [endings, named] = [said('Default', 'Extension'), said('Override', 'PartName')];
  return [
    ...types.filter(({ nodeName }) => !['Default', 'Override'].includes(nodeName)).map(({ nodeName }) => nodeName),
    ...repeated([...endings, ...named]).map((name) => `two types for ${name}`),
    ...named.filter((name) => !parts.includes(name.slice(1))).map((name) => `a type for ${name}, which is not there`),
    // "xml" in general is a type only for data of our own: a part of Word or Excel is found by its own type
    ...parts
      .filter((part) => !named.includes(`/${part}`))
      .filter((part) => !part.startsWith('customXml/') || !endings.includes(posix.extname(part).slice(1)))
      .map((part) => `no type for ${part}`),
  ];
}

function relationshipFaults(whole: Package, name: string, parts: readonly string[]): string[] {
  const source = sourceOf(name);
  const all = children(whole.tree(name));
  const ids = all.map((each) => each.getAttribute('Id') ?? '');
  const used =
    source === '' || !parts.includes(source)
      ? []
      : Array.from(whole.tree(source).getElementsByTagName('*')).flatMap((element) =>
          Array.from(element.attributes)
            .filter(({ name: attribute }) => attribute.startsWith('r:'))
            .map(({ value }) => value),
        );
  return [
    ...(source !== '' && !parts.includes(source) ? [`${name} is of no part`] : []),
    ...repeated(ids).map((id) => `${name} has ${id} twice`),
    ...used.filter((id) => !ids.includes(id)).map((id) => `${source} uses ${id}, which ${name} does not have`),
    ...targetsOf(whole, name)
      .filter((target) => !parts.includes(target))
      .map((target) => `${name} leads to ${target}, which is not there`),
  ];
}

/** The parts to which relationships lead, from the package on. */
function reached(whole: Package): ReadonlySet<string> {
  const found = new Set<string>();
  const follow = (name: string) => {
    if (!whole.names.includes(name)) return;
    for (const target of targetsOf(whole, name)) {
      if (found.has(target)) continue;
      found.add(target);
      follow(posix.join(posix.dirname(target), '_rels', `${posix.basename(target)}.rels`));
    }
  };
  follow('_rels/.rels');
  return found;
}

function targetsOf(whole: Package, relationships: string): string[] {
  const source = sourceOf(relationships);
  return children(whole.tree(relationships))
    .filter((each) => each.getAttribute('TargetMode') !== 'External')
    .map((each) => each.getAttribute('Target') ?? '')
    .map((target) => (target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(source), target)));
}

/** "word/_rels/document.xml.rels" is of "word/document.xml"; "_rels/.rels" is of the package, "". */
function sourceOf(relationships: string): string {
  return relationships.replace(/_rels\/([^/]*)\.rels$/, '$1');
}

function coreFaults(whole: Package): string[] {
  const properties = children(whole.tree(CORE));
  const names = properties.map(({ nodeName }) => nodeName);
  return [
    ...names.filter((name) => !CORE_ELEMENTS.has(name)).map((name) => `${CORE} has ${name}`),
    ...repeated(names).map((name) => `${CORE} has ${name} twice`),
    ...properties
      .filter((each) => each.nodeName.startsWith('dcterms:') !== (each.getAttribute('xsi:type') === 'dcterms:W3CDTF'))
      .map(({ nodeName }) => `${CORE}: ${nodeName} is of the wrong type`),
  ];
}

function children(element: Element): Element[] {
  return Array.from(element.childNodes).filter((node): node is Element => node.nodeType === 1);
}

function repeated(names: readonly string[]): string[] {
  return names.filter((name, index) => names.indexOf(name) !== index);
}
