import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { z } from 'zod';

import type { TestItem } from '../../testkit/n8n';
import { PROJECT } from '../runtime/paths';

import type { Surface } from './surface';

const FOLDER = join(PROJECT, 'test/saved');
const SURFACE = join(FOLDER, 'surface.json');

const savedFlow = z.object({
	/** The node as n8n has saved it. */
	node: z.object({
		type: z.string(),
		typeVersion: z.number(),
		parameters: z.record(z.unknown()),
	}),
	/** What its flow gave it. */
	item: z.object({
		json: z.record(z.unknown()).optional(),
		files: z
			.record(
				z.object({ base64: z.string(), fileName: z.string().optional(), mimeType: z.string().optional() }),
			)
			.optional(),
	}),
});

/** A workflow that somebody has saved: one node, and the item that it was given. */
export type SavedFlow = z.infer<typeof savedFlow>;

const write = (path: string, value: object) => {
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, `${JSON.stringify(value, null, '\t')}\n`);
};

/** What users may have saved of the pack; undefined as long as nothing was written down. */
export function savedSurface(): Surface | undefined {
	return existsSync(SURFACE) ? (JSON.parse(readFileSync(SURFACE, 'utf8')) as Surface) : undefined;
}

/** Writes down what users may save from now on. */
export function saveSurface(surface: Surface): void {
	write(SURFACE, surface);
}

const pathOf = (title: string) =>
	join(FOLDER, 'flows', `${title.replace(/[^\w]+/g, '-').replace(/-$/, '')}.json`);

/** The saved workflow of a contract's title, e.g. `genesysAttachFile (new file)`; undefined when there is none. */
export function savedFlowOf(title: string): SavedFlow | undefined {
	const path = pathOf(title);
	return existsSync(path) ? savedFlow.parse(JSON.parse(readFileSync(path, 'utf8'))) : undefined;
}

/** Keeps a workflow as it is saved today. */
export function saveFlow(
	title: string,
	type: string,
	parameters: INodeParameters,
	{ json, files }: TestItem,
): void {
	const kept = Object.entries(files ?? {}).map(([field, { bytes, ...file }]) => [
		field,
		{ base64: bytes.toString('base64'), ...file },
	]);
	const flow: SavedFlow = {
		node: { type, typeVersion: 1, parameters },
		item: { ...(json ? { json } : {}), ...(files ? { files: Object.fromEntries(kept) } : {}) },
	};
	write(pathOf(title), flow);
}

/** The item of a saved workflow, for a run. */
export function itemOf({ item: { json, files } }: SavedFlow): TestItem {
	const read = Object.entries(files ?? {}).map(([field, { base64, ...file }]) => [
		field,
		{ bytes: Buffer.from(base64, 'base64'), ...file },
	]);
	return { json: json as IDataObject | undefined, ...(files ? { files: Object.fromEntries(read) } : {}) };
}
