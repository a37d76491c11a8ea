import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

import { filesBelow, root } from '../../testkit/files';

/** A pattern of the pack, and where it stands. */
export interface FoundPattern {
	/** File and line. */
	place: string;
	pattern: RegExp;
}

/** What may stand in an expression of n8n between two slashes after an opening bracket. */
const IN_EXPRESSION = /\(\/((?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/([dgimsuy]*)/g;

/** Every pattern below the folders: literals, `new RegExp` of texts, those that n8n checks fields by, and those inside expressions. */
export function patternsBelow(...folders: string[]): FoundPattern[] {
	const files = folders.flatMap(filesBelow).filter((file) => file.endsWith('.ts'));
	return files.flatMap((file) => patternsOf(readFileSync(join(root, file), 'utf8'), file));
}

/** @param file what the source is called in the places */
export function patternsOf(code: string, file: string): FoundPattern[] {
	const source = ts.createSourceFile(file, code, ts.ScriptTarget.ES2022, true);
	const found: FoundPattern[] = [];
	const keep = (node: ts.Node, ...patterns: RegExp[]) => {
		const { line } = source.getLineAndCharacterOfPosition(node.getStart());
		found.push(...patterns.map((pattern) => ({ place: `${file}:${line + 1}`, pattern })));
	};
	const visit = (node: ts.Node): void => {
		if (ts.isRegularExpressionLiteral(node)) keep(node, ofLiteral(node.text));
		else if (ts.isNewExpression(node) && node.expression.getText() === 'RegExp')
			keep(node, ...ofConstruction(node));
		else if (ts.isPropertyAssignment(node) && node.name.getText() === 'regex')
			keep(node, ...ofText(node.initializer, (text) => new RegExp(`^${text}$`)));
		else if (ts.isStringLiteralLike(node)) keep(node, ...inExpression(node.text));
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
}

function ofLiteral(text: string): RegExp {
	const end = text.lastIndexOf('/');
	return new RegExp(text.slice(1, end), text.slice(end + 1));
}

/** A pattern that is put together of lists is not to be read here. */
function ofConstruction({ arguments: [text, flags] = [] as never }: ts.NewExpression): RegExp[] {
	const given = flags && ts.isStringLiteralLike(flags) ? flags.text : '';
	return ofText(text, (pattern) => new RegExp(pattern, given));
}

/** A text with a letter for each of its values. */
function ofText(node: ts.Expression, make: (text: string) => RegExp): RegExp[] {
	if (ts.isStringLiteralLike(node)) return [make(node.text)];
	if (!ts.isTemplateExpression(node)) return [];
	return [make([node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('a'))];
}

function inExpression(text: string): RegExp[] {
	return [...text.matchAll(IN_EXPRESSION)].map(([, pattern, flags]) => new RegExp(pattern, flags));
}
