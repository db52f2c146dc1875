import jsdoc from 'eslint-plugin-jsdoc'
import neostandard from 'neostandard'
import { subjectFirst } from './scripts/lint/subject-first.js'

/** The longest line (characters). */
const LONGEST_LINE = 120

const SOURCES = ['*.ts', 'cli/**/*.ts', 'dashboard/**/*.{ts,tsx}', 'data/**/*.ts', 'domain/**/*.ts', 'plugins/**/*.ts', 'routes/**/*.ts', 'schemas/**/*.ts', 'simulator/**/*.ts']

export default [
  ...neostandard({ ts: true, ignores: ['dist/**', 'node_modules/**', 'coverage/**'] }),
  {
    files: ['**/*.ts', '**/*.tsx'],
    // No rule reads the comments of the syntax tree: eslint-plugin-jsdoc parses comments itself.
    languageOptions: { parserOptions: { jsDocParsingMode: 'none' } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      // The type checker finds these faults, too.
      '@typescript-eslint/no-unused-vars': 'off',
      '@typescript-eslint/no-redeclare': 'off'
    }
  },
  {
    files: ['**/*.ts', '**/*.tsx', '**/*.js'],
    plugins: { own: { rules: { 'subject-first': subjectFirst } } },
    rules: { 'own/subject-first': 'error' }
  },
  {
    files: SOURCES,
    ignores: ['vitest.config.ts'],
    plugins: { jsdoc },
    settings: { jsdoc: { mode: 'typescript' } },
    rules: {
      '@stylistic/max-len': ['error', { code: LONGEST_LINE, ignoreUrls: true }],
      'jsdoc/require-jsdoc': ['error', {
        publicOnly: { esm: true, cjs: false },
        require: { FunctionDeclaration: true, ArrowFunctionExpression: false, ClassDeclaration: true },
        contexts: ['ExportNamedDeclaration > TSInterfaceDeclaration']
      }],
      'jsdoc/require-description': ['error', { contexts: ['FunctionDeclaration'], descriptionStyle: 'body', exemptedBy: ['returns'] }],
      'jsdoc/check-param-names': ['error', { checkDestructured: false, disableMissingParamChecks: true }],
      'jsdoc/check-tag-names': 'error',
      'jsdoc/require-param-description': 'error',
      'jsdoc/require-returns-description': 'error',
      'jsdoc/require-throws-type': 'error',
      'jsdoc/require-hyphen-before-param-description': ['error', 'always'],
      'jsdoc/no-types': ['error', { contexts: ['FunctionDeclaration'] }],
      'jsdoc/empty-tags': 'error'
    }
  }
]
