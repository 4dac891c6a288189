// The rules of the house that a machine can check. Layers between rooms are in .dependency-cruiser.cjs.
import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const formatting =
  'Browsers do not know Kyrgyz: dates, numbers, lists and sorting come from src/platform/i18n only (docs/developers/languages.md).';

/** Formatting by the runtime: right on the server, wrong in browsers, so it has one home. */
const noIntl = [
  { selector: "MemberExpression[object.name='Intl']", message: formatting },
  {
    selector:
      'CallExpression > MemberExpression.callee[property.name=/^(toLocale\\w*String|localeCompare)$/]',
    message: formatting,
  },
];

const noStyle = {
  selector: "JSXAttribute[name.name='style']",
  message: 'The content security policy refuses inline styles: use a class of platform/ui.',
};

const noEnvironment = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Only src/platform/env.ts reads the environment: take an Environment value.',
};

/** The UTC day is yesterday's from midnight to six in Bishkek. */
const noUtcDay = {
  selector:
    "CallExpression[callee.property.name='slice'][callee.object.callee.property.name='toISOString'][arguments.1.value<=10]",
  message:
    'An instant has its day in Bishkek: todayInBishkek(at); a date made at midnight UTC: dayOfDate(date) (src/platform/i18n/calendar.ts).',
};

/** Forgetting it shows one municipality the rows of another; saying it twice hides where it is missing. */
const noOwnCondition = {
  selector: "CallExpression[callee.name='eq'][arguments.0.property.name='municipalityId']",
  message: 'own(scope, table, …) and sameRow(…) of src/platform/db/own.ts say whose rows they are.',
};

/** Zod's own readers know neither «12.05.2026» nor «1 234». */
const noOwnReader = {
  selector: "MemberExpression[object.name='z'][property.name=/^(iso|coerce)$/]",
  message:
    'Days, numbers and the like are fields of src/platform/forms/fields.ts: day(), count(0, 99), instant().',
};

/** What people typed is read by the fields of a command; a handler that reads it again reads it differently. */
const noReaderInRooms = {
  selector: 'CallExpression[callee.name=/^(parseInt|parseFloat|readDay|readCount|readSom|readShare)$/]',
  message: 'What people typed is read by the fields of src/platform/forms/fields.ts.',
};

/** `Number('')` is 0 and `Number('1 234')` is nothing: only digits that an expression has found are made a number. */
const noNumberOfTyped = {
  selector:
    "CallExpression[callee.name='Number'] > CallExpression.arguments:matches([callee.name='text'], [callee.name='textOf'], [callee.property.name='query'], [callee.property.name='param'])",
  message: 'A number that people typed is a field: count(0, 99).',
};

/** Files of tests share a process: what one puts in the place of a module, the others would meet. */
const noSharedMock = {
  selector:
    "CallExpression > MemberExpression.callee[object.name='vi'][property.name=/^(mock|doMock|stubEnv|stubGlobal)$/]",
  message:
    'Such a test is named *.apart.test.ts or *.apart.db.test.ts and runs in a process of its own (vitest.config.ts).',
};

export default defineConfig(
  { ignores: ['node_modules/', 'dist/', 'data/', 'migrations/', 'coverage/', 'test-results/'] },
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    // Setting a value before a loop that sets it again says what it starts from.
    rules: { eqeqeq: ['error', 'always'], 'no-useless-assignment': 'off' },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/ban-ts-comment': 'error',
      'no-restricted-syntax': [
        'error',
        ...noIntl,
        noStyle,
        noEnvironment,
        noUtcDay,
        noOwnCondition,
        noOwnReader,
      ],
      // `return done()` where nothing is given back reads well.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // Spreading a text by code points is deliberate wherever it stands here.
      '@typescript-eslint/no-misused-spread': 'off',
      // A value from the database or a file is checked although its type promises more.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // An interface may ask for a promise where one implementation needs none.
      '@typescript-eslint/require-await': 'off',
      // Tables are walked by index in many places: `rows[i]!` says what the loop has just made sure of.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Takes our block model's `bold` and `italics` for the methods of String.
      '@typescript-eslint/no-deprecated': 'off',
      // Numbers and ids in texts are what templates are for.
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
    },
  },
  {
    // The one home of formatting.
    files: ['src/platform/i18n/**'],
    rules: { 'no-restricted-syntax': ['error', noStyle, noEnvironment, noUtcDay] },
  },
  {
    files: [
      'src/platform/env.ts',
      // Passes PATH to the database's own programs, and nothing else.
      'src/platform/db/embedded-cluster.ts',
      // Asks whether the operator gave a secret before the data folder exists.
      'src/cli/restore.ts',
      '**/*.test.{ts,tsx}',
      'test/**',
      'bench/**',
      '*.config.ts',
    ],
    rules: { 'no-restricted-syntax': ['error', ...noIntl, noStyle] },
  },
  {
    files: ['src/**/*.test.{ts,tsx}', 'test/**/*.db.test.ts'],
    ignores: ['**/*.apart.*', '**/*.system.test.ts'],
    rules: { 'no-restricted-syntax': ['error', ...noIntl, noStyle, noSharedMock] },
  },
  {
    // The one home of the condition.
    files: ['src/platform/db/own.ts'],
    rules: { 'no-restricted-syntax': ['error', ...noIntl, noStyle, noEnvironment, noUtcDay, noOwnReader] },
  },
  {
    // The one home of what people may send.
    files: ['src/platform/forms/fields.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...noIntl, noStyle, noEnvironment, noUtcDay, noOwnCondition],
    },
  },
  {
    files: ['src/{*,*/*}/routes.tsx', 'src/{*,*/*}/routes/**', 'src/{*,*/*}/commands/**'],
    ignores: ['**/*.test.ts', '**/*.test.tsx'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...noIntl,
        noStyle,
        noEnvironment,
        noUtcDay,
        noOwnCondition,
        noOwnReader,
        noReaderInRooms,
        noNumberOfTyped,
      ],
    },
  },
  {
    // A longer file answers several questions, or says at its top why it is one:
    // `/* eslint-disable max-lines -- why */`; a directive that is not needed any more is an error.
    files: ['src/**/*.{ts,tsx}'],
    rules: { 'max-lines': ['error', { max: 400 }] },
  },
  {
    // A story is told in one file.
    files: ['**/*.test.{ts,tsx}', '**/*.fixture.ts'],
    rules: { 'max-lines': ['error', { max: 1000 }] },
  },
  {
    // On their way to rooms of their own, a thing a file.
    files: [
      'src/needs/schema.ts',
      'src/needs/sessions/{data,routes,views}/{received-record,sessions,session-*,plan-sessions}.{ts,tsx}',
      'src/needs/focus/{routes,views}/focus-*.tsx',
    ],
    rules: { 'max-lines': 'off' },
  },
  {
    // Days are whole numbers there, and the rules of time import nothing.
    files: ['src/methods/deadlines.ts'],
    rules: { 'no-restricted-syntax': ['error', ...noIntl, noStyle, noEnvironment] },
  },
  {
    // A missing text is a fault in tests and a plain key in production.
    files: ['src/platform/i18n/catalogues.ts'],
    rules: { 'no-restricted-syntax': ['error', noStyle] },
  },
  {
    // Tests read foreign answers (JSON, pages) as they come: a wrong guess fails them.
    files: ['**/*.test.{ts,tsx}', '**/*.fixture.ts', 'test/**', 'bench/**'],
    rules: {
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/unbound-method': 'off',
      'no-control-regex': 'off',
    },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          ...['process', 'console', 'URL', 'Buffer', 'fetch', 'performance', 'AbortSignal'],
          ...[
            'setTimeout',
            'structuredClone',
            'clearTimeout',
            'setInterval',
            'clearInterval',
            'module',
            'require',
            '__dirname',
          ],
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
);
