import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { FastifyInstance } from 'fastify';
import upperFirst from 'lodash/upperFirst';

import type { VendorName } from './vendor';

const TYPES = { 'page.css': 'text/css; charset=utf-8', 'page.js': 'text/javascript; charset=utf-8' };

/** Style and script of the sandbox's pages, below a path. */
export function assetRoutes(app: FastifyInstance, base: string): void {
	for (const [name, type] of Object.entries(TYPES)) {
		app.get(
			`${base}/${name}`,
			async (_request, reply) => await reply.type(type).send(readFileSync(join(__dirname, 'page', name))),
		);
	}
}

/** A vendor's icon in both themes: that of its nodes. */
export function iconRoutes(app: FastifyInstance, base: string, vendor: VendorName): void {
	for (const theme of ['', '.dark']) {
		const file = join(__dirname, '../nodes', upperFirst(vendor), `${vendor}${theme}.svg`);
		app.get(
			`${base}/icon${theme}.svg`,
			async (_request, reply) => await reply.type('image/svg+xml').send(readFileSync(file)),
		);
	}
}
