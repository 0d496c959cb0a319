import { basename } from 'node:path';

const SAY_NOTHING = ['utils', 'util', 'helpers', 'helper', 'common', 'shared', 'base', 'misc'];

/** A file is named after what it holds; `utils` holds whatever nobody wanted to name. */
const tellingFileNames = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      empty: 'name the file after what it holds, not "{{word}}"',
      kebab: 'file names are kebab-case, with dots before their kind: upgrade-tier.controller.ts',
    },
  },
  create(context) {
    const file = basename(context.filename);
    const words = file.split(/[.-]/);
    return {
      Program(node) {
        const word = words.find((candidate) => SAY_NOTHING.includes(candidate.toLowerCase()));
        if (word) context.report({ node, messageId: 'empty', data: { word } });
        if (!/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/.test(file)) context.report({ node, messageId: 'kebab' });
      },
    };
  },
};

export const house = { rules: { 'telling-file-names': tellingFileNames } };

const FROM_THE_COMMAND = 'time, chance and ids come in with the command';

/** What a decision, an event or a projection may not do, or replaying it would give another answer. */
export const impurities = [
  'NewExpression[callee.name="Date"][arguments.length=0]',
  'CallExpression[callee.name="Date"]',
  'MemberExpression[object.name="Date"][property.name="now"]',
  'MemberExpression[object.name="performance"][property.name="now"]',
  'MemberExpression[object.name="Math"][property.name="random"]',
  'MemberExpression[property.name="randomUUID"]',
  'Identifier[name="randomUUID"]',
].map((selector) => ({ selector, message: FROM_THE_COMMAND }));

const THROUGH_AN_ADAPTER = 'only an adapter calls out: a reaction reads its own view of what another service said';
const CALLING_MODULES = String.raw`/^((node:)?(https?|http2|net|tls)|undici|axios|@nestjs.axios|got|node-fetch|ws)$/`;

/** How code of a service would reach another one, or the world, past its ports. */
export const callsOut = [
  'CallExpression[callee.name="fetch"]',
  'MemberExpression[object.name=/^(globalThis|global|self)$/][property.name="fetch"]',
  'NewExpression[callee.name=/^(XMLHttpRequest|WebSocket|EventSource)$/]',
  `ImportDeclaration[importKind!="type"][source.value=${CALLING_MODULES}]`,
  `ImportExpression[source.value=${CALLING_MODULES}]`,
].map((selector) => ({ selector, message: THROUGH_AN_ADAPTER }));

export const focusedTests = [
  {
    selector: 'MemberExpression[object.name=/^(it|test|describe)$/][property.name="only"]',
    message: 'a focused test switches all the others off',
  },
];

export const defaultExports = [
  { selector: 'ExportDefaultDeclaration', message: 'exports are named, so that one name finds every use' },
];
