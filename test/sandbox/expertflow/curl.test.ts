import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { PNG, UPLOAD, vendor, mediaUrl, useExpertflow } from '../support/expertflow';

useExpertflow();

describe('the upload of the seed page with real curl', () => {
	let folder: string;
	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'expertflow-curl-'));
		await writeFile(join(folder, 'photo.png'), PNG);
	});
	afterAll(async () => await rm(folder, { recursive: true }));

	async function curl(...args: string[]): Promise<string> {
		const env = { ...process.env, NO_PROXY: '*', no_proxy: '*' };
		return (await promisify(execFile)('curl', ['-sS', ...args], { cwd: folder, env })).stdout;
	}

	it('stores the file, whose bytes come back from the download', async () => {
		const answer = await curl('-F', 'conversationId=48213', '-F', 'file=@photo.png', vendor().url + UPLOAD);
		const { name, size, type } = JSON.parse(answer) as Record<string, string>;
		expect({ name, size, type }).toEqual({ name: '48213_photo.png', size: PNG.length, type: 'image/png' });
		await curl('-o', 'back.png', mediaUrl(name));
		const { stdout } = await promisify(execFile)('cmp', ['photo.png', 'back.png'], { cwd: folder });
		expect(stdout).toBe('');
	});

	it('takes the conversation id as a query parameter, as the page words it', async () => {
		const answer = await curl('-F', 'file=@photo.png', `${vendor().url}${UPLOAD}?conversationId=11111`);
		expect(JSON.parse(answer)).toMatchObject({ name: '11111_photo.png' });
	});
});
