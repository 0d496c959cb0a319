import ts from 'typescript';

/** A small change of a source that its specs should notice. */
export type Mutant = {
  readonly kind: string;
  /** From 1. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
};
type Draft = { readonly kind: string; readonly node: ts.Node; readonly replacement: string };
type Maker = (node: ts.Node, text: (node: ts.Node) => string) => readonly Draft[];

const SWAPS = new Map<ts.SyntaxKind, string>([
  [ts.SyntaxKind.LessThanToken, '<='],
  [ts.SyntaxKind.LessThanEqualsToken, '<'],
  [ts.SyntaxKind.GreaterThanToken, '>='],
  [ts.SyntaxKind.GreaterThanEqualsToken, '>'],
  [ts.SyntaxKind.EqualsEqualsEqualsToken, '!=='],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, '==='],
  [ts.SyntaxKind.AmpersandAmpersandToken, '||'],
  [ts.SyntaxKind.BarBarToken, '&&'],
  [ts.SyntaxKind.PlusToken, '-'],
  [ts.SyntaxKind.MinusToken, '+'],
  [ts.SyntaxKind.AsteriskToken, '/'],
  [ts.SyntaxKind.SlashToken, '*'],
]);

const swappedOperator: Maker = (node) => {
  if (!ts.isBinaryExpression(node)) return [];
  const swap = SWAPS.get(node.operatorToken.kind);
  return swap === undefined ? [] : [{ kind: 'operator', node: node.operatorToken, replacement: swap }];
};

const negatedCondition: Maker = (node, text) => {
  if (!ts.isIfStatement(node) && !ts.isConditionalExpression(node)) return [];
  const condition = ts.isIfStatement(node) ? node.expression : node.condition;
  return [{ kind: 'condition', node: condition, replacement: `!(${text(condition)})` }];
};

/** The version of a view or an agenda is a name: any other number does as well. */
const isVersionOfView = ({ parent }: ts.Node): boolean =>
  ts.isPropertyAssignment(parent) &&
  parent.name.getText() === 'version' &&
  parent.parent.properties.some((property) => property.name?.getText() === 'on');

const nextConstant: Maker = (node) =>
  ts.isNumericLiteral(node) && !isVersionOfView(node)
    ? [{ kind: 'constant', node, replacement: String(Number(node.text.replaceAll('_', '')) + 1) }]
    : [];

const flippedTruth: Maker = (node) => {
  if (node.kind === ts.SyntaxKind.TrueKeyword) return [{ kind: 'truth', node, replacement: 'false' }];
  return node.kind === ts.SyntaxKind.FalseKeyword ? [{ kind: 'truth', node, replacement: 'true' }] : [];
};

/** One element fewer: an event that is not recorded, a value that is not among others. */
const droppedElement: Maker = (node, text) => {
  if (!ts.isArrayLiteralExpression(node)) return [];
  return node.elements.map((element) => ({
    kind: 'element',
    node,
    replacement: `[${node.elements
      .filter((other) => other !== element)
      .map(text)
      .join(', ')}]`,
  }));
};

const droppedSpread: Maker = (node, text) => {
  if (!ts.isObjectLiteralExpression(node)) return [];
  return node.properties.filter(ts.isSpreadAssignment).map((spread) => ({
    kind: 'spread',
    node,
    replacement: `{ ${node.properties
      .filter((other) => other !== spread)
      .map(text)
      .join(', ')} }`,
  }));
};

const droppedGuard: Maker = (node) =>
  ts.isThrowStatement(node) ? [{ kind: 'guard', node, replacement: 'void 0;' }] : [];

const emptiedFilter: Maker = (node, text) => {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
  const { name, expression } = node.expression;
  return name.text === 'filter' ? [{ kind: 'filter', node, replacement: text(expression) }] : [];
};

const MAKERS = [
  ...[swappedOperator, negatedCondition, nextConstant, flippedTruth],
  ...[droppedElement, droppedSpread, droppedGuard, emptiedFilter],
];

/** Every mutant of a source, in the order of its text. Types, and what is only said in words, are left as they are. */
export function mutantsOf(source: string): readonly Mutant[] {
  const file = ts.createSourceFile('mutated.ts', source, ts.ScriptTarget.Latest, true);
  const text = (node: ts.Node): string => node.getText(file);
  const mutants: Mutant[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isTypeAliasDeclaration(node) || ts.isImportDeclaration(node)) return;
    for (const make of MAKERS)
      for (const { kind, node: at, replacement } of make(node, text)) {
        const start = at.getStart(file);
        const line = file.getLineAndCharacterOfPosition(start).line + 1;
        mutants.push({ kind, line, start, end: at.getEnd(), replacement });
      }
    node.forEachChild(visit);
  };
  visit(file);
  return mutants;
}

export const mutated = (source: string, { start, end, replacement }: Mutant): string =>
  source.slice(0, start) + replacement + source.slice(end);
