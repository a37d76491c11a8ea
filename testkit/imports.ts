import { readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import ts from 'typescript';

import { filesBelow, root } from './files';

const OPTIONS: ts.CompilerOptions = {
	moduleResolution: ts.ModuleResolutionKind.Bundler,
	allowJs: true,
	resolveJsonModule: true,
};

const cache = ts.createModuleResolutionCache(root, (name) => name, OPTIONS);

function fileOf(name: string, importer: string): string {
	const { resolvedModule } = ts.resolveModuleName(name, importer, OPTIONS, ts.sys, cache);
	if (!resolvedModule) throw new Error(`${importer} imports ${name}, which is not there`);
	return relative(root, resolvedModule.resolvedFileName).replaceAll(sep, '/');
}

/**
 * The files of the project that a file imports, types included.
 * @param file its path from the project's root, as all paths here
 * @throws an Error that names an import whose file is not there
 */
export function importsOf(file: string): string[] {
	const path = join(root, file);
	const { importedFiles } = ts.preProcessFile(readFileSync(path, 'utf8'), true, true);
	const names = importedFiles.map(({ fileName }) => fileName).filter((name) => name.startsWith('.'));
	return [...new Set(names.map((name) => fileOf(name, path)))];
}

/** Every source file below some folders, with the files that it imports. */
export function importsBelow(...folders: string[]): Map<string, string[]> {
	const files = folders.flatMap(filesBelow).filter((file) => /\.(ts|mjs)$/.test(file));
	return new Map(files.map((file) => [file, importsOf(file)]));
}
