/**
 * Shortens the types of declarations for the API reports: types that another check describes in
 * full, or that a library derives, are named instead of repeated.
 *
 * - Schemas show the names of their fields: the OpenAPI document has their types.
 * - Endpoints show their names alone, for the same reason.
 * - Extensions show kind, name, configuration and inputs; the rest follows from their blueprint.
 * - Translations show their keys: a changed text is not a breaking change.
 */
import ts from 'typescript';

const { factory } = ts;
const WIDTH = 100;

/** Creates a type of any text: the printer writes it unchanged. */
const asType = text =>
  factory.createTypeReferenceNode(factory.createIdentifier(text));

/** Puts names on as few lines as possible. */
function wrap(names) {
  const lines = [];
  let line = '';
  for (const name of names) {
    if (line && line.length + name.length + 2 > WIDTH) {
      lines.push(line);
      line = '';
    }
    line += line ? `, ${name}` : name;
  }
  lines.push(line);
  return lines.length === 1
    ? `{ ${line} }`
    : `{\n${lines.map(each => `    ${each},`).join('\n')}\n}`;
}

/** Lists the names of an object type's members, in a stable order. */
const listKeys = type =>
  ts.isTypeLiteralNode(type)
    ? type.members
        .map(({ name, questionToken }) =>
          name ? `${name.getText()}${questionToken ? '?' : ''}` : '[…]',
        )
        .sort()
    : [type.getText()];

/**
 * Returns the last part of a type's name: `ZodString` for `z.ZodString` or
 * `import('zod').ZodString`.
 */
export function getTypeName(node) {
  const name = ts.isImportTypeNode(node) ? node.qualifier : node.typeName;
  if (!name) return undefined;
  return ts.isQualifiedName(name) ? name.right.text : name.text;
}

/** Summarises a schema: its kind, and the names of its fields or values. */
function summariseSchema(node) {
  const name = getTypeName(node);
  const [inner] = node.typeArguments ?? [];
  if (!inner) return name;
  if (name === 'ZodObject' || name === 'ZodEnum') {
    return `${name} ${wrap(listKeys(inner))}`;
  }
  if (/^Zod(Optional|Nullable|Default|Array)$/.test(name)) {
    return /^Zod/.test(getTypeName(inner) ?? '')
      ? `${name} of ${summariseSchema(inner)}`
      : name;
  }
  return name;
}

const EXTENSION_MEMBERS = new Set(['kind', 'name', 'configInput', 'inputs']);

function summariseExtension(node, visit) {
  const [parts] = node.typeArguments ?? [];
  if (!parts || !ts.isTypeLiteralNode(parts)) return undefined;
  const members = parts.members
    .filter(({ name }) => EXTENSION_MEMBERS.has(name?.getText()))
    .filter(({ type }) => type.getText() !== '{}')
    .map(member => ts.visitEachChild(member, visit, undefined));
  return factory.createTypeReferenceNode(getTypeName(node), [
    factory.createTypeLiteralNode(members),
  ]);
}

function summariseTranslations(node) {
  const [id, messages] = node.typeArguments ?? [];
  if (!messages || !ts.isTypeLiteralNode(messages)) return undefined;
  return asType(`TranslationRef<${id.getText()}, ${wrap(listKeys(messages))}>`);
}

const isEndpoint = member =>
  ts.isPropertySignature(member) &&
  member.type &&
  getTypeName(member.type) === 'Endpoint';

function summariseReference(node, visit) {
  const name = getTypeName(node);
  if (name?.startsWith('Zod')) return asType(summariseSchema(node));
  if (name === 'Endpoint' && node.typeArguments) return asType('Endpoint');
  if (
    name === 'ExtensionDefinition' ||
    name === 'OverridableExtensionDefinition'
  ) {
    return summariseExtension(node, visit);
  }
  if (name === 'TranslationRef') return summariseTranslations(node);
  return undefined;
}

/** Shortens `import('x').Y<Z>` to `Y<Z>`. */
function shortenImportType(node, visit) {
  if (!ts.isImportTypeNode(node) || !node.qualifier || node.isTypeOf) {
    return undefined;
  }
  const type = factory.createTypeReferenceNode(
    getTypeName(node),
    node.typeArguments,
  );
  return ts.visitEachChild(type, visit, undefined);
}

/**
 * Shortens the types of a declaration.
 *
 * @param node - a statement of a `.d.ts` file
 * @returns a statement that can be printed
 */
export function summarise(node) {
  const isReference = each =>
    ts.isTypeReferenceNode(each) || ts.isImportTypeNode(each);
  const visit = each => {
    if (ts.isTypeLiteralNode(each) && each.members.length > 0) {
      if (each.members.every(isEndpoint)) {
        return asType(`Endpoints ${wrap(listKeys(each))}`);
      }
    }
    const short =
      isReference(each) &&
      (summariseReference(each, visit) ?? shortenImportType(each, visit));
    return short || ts.visitEachChild(each, visit, undefined);
  };
  return ts.visitNode(node, visit);
}
