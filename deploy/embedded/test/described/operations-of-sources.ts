import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DescribedApi, DescribedOperation } from '@pcrm/platform';
import ts from 'typescript';
import { keyOf, TypeSchemas, wordsOf } from './schema-of-type.js';

const ROUTES = new Set(['Get', 'Post', 'Put', 'Patch', 'Delete']);
/** What is for machines that ask elsewhere: health, metrics, the description itself. */
const UNSEEN = new Set(['ApiExcludeController']);

/** Whatever fails answers this, so no method's type leads to it. */
const PROBLEM = 'Problem';

/** Everything that is read to describe the endpoints: one program over the sources of all services. */
export function programOf(root: string, entries: readonly string[]): ts.Program {
  const file = join(root, 'tsconfig.base.json');
  const { config } = ts.parseConfigFileTextToJson(file, readFileSync(file, 'utf8')) as { config: object };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  return ts.createProgram(
    entries.map((entry) => join(root, entry)),
    { ...options, composite: false, incremental: false, noEmit: true, emitDeclarationOnly: false, types: [] },
  );
}

/** What the sources below a folder say of the endpoints declared there: a sentence on each, and the shape of what it answers. */
export function describedIn(program: ts.Program, root: string, folder: string): DescribedApi {
  const checker = program.getTypeChecker();
  const isOurs = (file: string): boolean => file.startsWith(`${root}/`) && !file.includes('/node_modules/');
  const inside = (file: string): boolean => file.startsWith(`${join(root, folder)}/`);
  const sources = program.getSourceFiles().filter(({ fileName }) => isOurs(fileName));
  const enums = enumsOf(
    sources.filter(({ fileName }) => inside(fileName) || fileName.includes('/libs/')),
    checker,
  );
  const schemas = new TypeSchemas(checker, isOurs, enums);
  const operations: { [name: string]: DescribedOperation } = {};
  const visit = (node: ts.Node): void => {
    if (ts.isClassDeclaration(node) && node.name && !decorated(node, UNSEEN)) {
      for (const member of node.members)
        if (ts.isMethodDeclaration(member) && decorated(member, ROUTES))
          operations[`${node.name.text}.${member.name.getText()}`] = operationOf(member, checker, schemas);
    }
    ts.forEachChild(node, visit);
  };
  for (const source of sources) if (inside(source.fileName)) visit(source);
  for (const statement of sources.filter(({ fileName }) => inside(fileName)).flatMap((source) => source.statements))
    if (ts.isTypeAliasDeclaration(statement) && statement.name.text === PROBLEM)
      schemas.of(checker.getTypeAtLocation(statement.name));
  return { operations: sorted(operations), schemas: sorted(schemas.named), enums: listed(enums) };
}

const decorated = (node: ts.HasDecorators, names: ReadonlySet<string>): boolean =>
  (ts.getDecorators(node) ?? []).some(
    ({ expression }) => ts.isCallExpression(expression) && names.has(expression.expression.getText()),
  );

function operationOf(method: ts.MethodDeclaration, checker: ts.TypeChecker, schemas: TypeSchemas): DescribedOperation {
  const signature = checker.getSignatureFromDeclaration(method);
  const symbol = checker.getSymbolAtLocation(method.name);
  if (!signature || !symbol) throw new Error(`${method.name.getText()} has no signature`);
  const returned = signature.getReturnType();
  const answered = checker.getAwaitedType(returned) ?? returned;
  const isRevised = checker.getPropertiesOfType(answered).some(({ name }) => name.startsWith('__@SHOWN'));
  const answer = answered.flags & ts.TypeFlags.VoidLike ? {} : { answer: schemas.of(unmarked(answered)) };
  return { ...sentences(wordsOf(symbol, checker)), ...answer, ...(isRevised && { revised: true }) };
}

/** The first sentence, and the rest. */
function sentences(words: string): Pick<DescribedOperation, 'summary' | 'description'> {
  const summary = /^.*?[.。](?=\s|$)/.exec(words)?.[0] ?? words;
  const description = words.slice(summary.length).trim();
  return { summary, ...(description && { description }) };
}

/** `Revised<Card>` is a Card. */
const unmarked = (type: ts.Type): ts.Type =>
  type.aliasSymbol?.name === 'Revised' ? (type.aliasTypeArguments?.[0] ?? type) : type;

/** Every union of texts that has a name, by its values; the one of a library goes before that of a service. */
function enumsOf(sources: readonly ts.SourceFile[], checker: ts.TypeChecker): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const librariesFirst = [...sources].sort((a, b) => rankOf(a) - rankOf(b) || (a.fileName < b.fileName ? -1 : 1));
  for (const statement of librariesFirst.flatMap((source) => source.statements)) {
    if (!ts.isTypeAliasDeclaration(statement) || statement.typeParameters || !isExported(statement)) continue;
    const texts = textsOf(checker.getTypeAtLocation(statement.name));
    if (texts.length > 0 && !names.has(keyOf(texts))) names.set(keyOf(texts), statement.name.text);
  }
  return names;
}
/** The texts of a union of nothing else. */
function textsOf(type: ts.Type): readonly string[] {
  if (!type.isUnion()) return [];
  const texts = type.types.flatMap((one) => (one.isStringLiteral() ? [one.value] : []));
  return texts.length === type.types.length ? texts : [];
}
const isExported = ({ modifiers }: ts.TypeAliasDeclaration): boolean =>
  (modifiers ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
const rankOf = ({ fileName }: ts.SourceFile): number => (fileName.includes('/libs/contracts/') ? 0 : 1);

const listed = (enums: ReadonlyMap<string, string>): { readonly [name: string]: readonly string[] } =>
  sorted(Object.fromEntries([...enums].map(([key, name]) => [name, key.split('|')])));

const sorted = <T>(record: { readonly [name: string]: T }): { readonly [name: string]: T } =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
