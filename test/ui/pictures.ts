import { mkdirSync, mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import type { Page } from 'playwright-core';

import { PROJECT } from '../../tools/runtime/paths';

/** Larger ones make the repository heavy, and mean that something is on them that nobody needs to see. */
const MAX_BYTES = 150_000;
/** What comes and goes by itself. */
const HIDDEN = '.el-notification { display: none !important } * { caret-color: transparent !important }';

/** Takes the pictures of the documentation: into `docs` when they are to be renewed, else into a temporary folder. */
export class Pictures {
	private readonly docs: string;

	constructor(renew: boolean) {
		this.docs = renew ? join(PROJECT, 'docs') : mkdtempSync(join(tmpdir(), 'n8n-ui-pictures-'));
	}

	/** Takes one picture of what the page shows. @throws an Error when it gets too large */
	async take(path: string, page: Page): Promise<void> {
		const file = join(this.docs, path);
		mkdirSync(dirname(file), { recursive: true });
		await page.mouse.move(640, 5);
		await page.waitForTimeout(300);
		await page.screenshot({
			path: file,
			style: HIDDEN,
			animations: 'disabled',
		});
		const { size } = statSync(file);
		if (size > MAX_BYTES) throw new Error(`The picture ${path} has ${size} bytes, more than ${MAX_BYTES}`);
	}
}
