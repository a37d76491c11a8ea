import { mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { Page } from 'playwright-core';

import { PROJECT } from '../../tools/runtime/paths';

import { settle, TYPED_MS } from './editor/wait';

/** Larger ones make the repository heavy, and mean that something is on them that nobody needs to see. */
const MAX_BYTES = 150_000;
/** What comes and goes by itself. */
const HIDDEN = '.el-notification { display: none !important } * { caret-color: transparent !important }';

/** Takes the pictures of the documentation when they are to be renewed. */
export class Pictures {
	constructor(private readonly renew: boolean) {}

	/** Takes one picture of what the page shows, into `docs`. @throws an Error when it gets too large */
	async take(path: string, page: Page): Promise<void> {
		if (!this.renew) return;
		const file = join(PROJECT, 'docs', path);
		mkdirSync(dirname(file), { recursive: true });
		await page.mouse.move(640, 5);
		await settle(page, TYPED_MS);
		await page.screenshot({
			path: file,
			style: HIDDEN,
			animations: 'disabled',
		});
		const { size } = statSync(file);
		if (size > MAX_BYTES) throw new Error(`The picture ${path} has ${size} bytes, more than ${MAX_BYTES}`);
	}
}
