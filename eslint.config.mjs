import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** ESLint knows no rule that asks a disabled rule for its reason, so the house brings one. */
const disableWithReason = {
  meta: { type: 'suggestion', messages: { missing: 'Say why: `eslint-disable-… rule -- reason`.' }, schema: [] },
  create: ({ sourceCode, report }) => ({
    Program() {
      for (const comment of sourceCode.getAllComments()) {
        if (/^\s*eslint-disable/.test(comment.value) && !/\s--\s+\S/.test(comment.value)) {
          // A column before the first: no comment can disable the report on itself.
          const { start, end } = comment.loc;
          report({ loc: { start: { ...start, column: -1 }, end }, messageId: 'missing' });
        }
      }
    },
  }),
};

const noDefaultExport = {
  selector: 'ExportDefaultDeclaration, ExportSpecifier[exported.name="default"]',
  message: 'Export by name: a name is found everywhere by the same word.',
};

/** The edges of the program: the only code that touches files, arguments, processes and the terminal. */
const edges = ['src/cli/**', 'scripts/**', 'bench/**', 'inspector/server/**', 'test/**', '**/*.test.ts'];

export default defineConfig(
  { ignores: ['**/node_modules/', '**/dist/', 'coverage/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    files: ['**/*.{ts,tsx}'],
    plugins: { condis: { rules: { 'disable-with-reason': disableWithReason } } },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'condis/disable-with-reason': 'error',
      curly: ['error', 'multi-line'],
      eqeqeq: 'error',
      'no-console': 'error',
      'no-restricted-syntax': ['error', noDefaultExport],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: ['machines/**/*.ts', 'src/**/*.ts', 'inspector/{common,web}/**/*.{ts,tsx}'],
    ignores: edges,
    rules: {
      'no-restricted-globals': [
        'error',
        ...['process', 'Buffer', 'require', 'module', '__dirname', '__filename'].map((name) => ({
          name,
          message: 'This code runs in a browser too: only the edges know Node.',
        })),
      ],
    },
  },
  {
    files: ['machines/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'A machine is a function of its context and the event.' },
        { object: 'Date', property: 'now', message: 'A machine is a function of its context and the event.' },
      ],
    },
  },
  {
    files: ['machines/**/*.machine.ts', 'inspector/web/app.machine.ts', 'bench/flat.ts'],
    // `types: {} as { … }` is how setup() learns its types; the rule calls it needless, and its fix removes them.
    rules: { '@typescript-eslint/no-unnecessary-type-assertion': 'off' },
  },
  {
    files: ['src/cli/**', 'scripts/**', 'bench/**', 'inspector/server/**'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.test.ts', 'test/**/*.ts'],
    // A test that reads past the end fails, which is its purpose.
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: ['**/*.{js,cjs,mjs}', 'test/house/consumers/**'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: {
      parserOptions: { projectService: false },
      globals: {
        __dirname: 'readonly',
        console: 'readonly',
        module: 'writable',
        process: 'readonly',
        require: 'readonly',
      },
    },
    rules: { 'no-console': 'off', 'no-restricted-syntax': 'off', '@typescript-eslint/no-require-imports': 'off' },
  },
);
