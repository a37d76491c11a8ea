import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { z } from 'zod';

import { DATA_FOLDER } from '../../testkit/dataFile';
import { examples } from '../../testkit/examples';
import { readExample } from '../../tools/demo/workflows';
import { isFree } from '../../tools/runtime/ports';
import { N8nRest } from '../../tools/runtime/rest';

import { freePorts, npmStart, type Started } from './npmStart';

const names = examples.map(({ name }) => readExample(name).name);
const folder = mkdtempSync(join(tmpdir(), 'n8n-demo-'));
let ports: number;
let options: string[];

beforeAll(async () => {
	ports = await freePorts(9);
	options = ['--folder', folder, '--n8n-port', `${ports}`, '--sandbox-port', `${ports + 2}`];
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function expectPortsFree() {
	const free = await Promise.all(Array.from({ length: 9 }, async (_, index) => await isFree(ports + index)));
	expect(free).toEqual(Array.from({ length: 9 }, () => true));
}

/** The table's rows, each as the example's name and the result. */
function results({ output }: Started): Array<{ example: string | undefined; result: string | undefined }> {
	const lines = output().split('\n');
	const line = lines.findIndex((text) => /^─+( {2}─+)+$/.test(text));
	if (line < 0) throw new Error(`There is no table in what npm start printed:\n${output()}`);
	const after = lines.slice(line + 1);
	return after
		.slice(
			0,
			after.findIndex((text) => text.trim() === ''),
		)
		.map((row) => ({
			example: names.find((name) => row.startsWith(`${name}  `)),
			result: row.trim().split(/ {2,}/).at(-1),
		}));
}

function expectEveryExampleOk(started: Started) {
	const rows = results(started);
	expect(rows.filter(({ result, example }) => result !== 'ok' || !example)).toEqual([]);
	expect([...new Set(rows.map(({ example }) => example))]).toEqual(names);
}

describe('npm start', () => {
	it('--once runs every example in a real n8n and ends with 0, leaving nothing behind', async () => {
		const started = npmStart('--once', ...options);
		const code = await started.ended;
		expectEveryExampleOk(started);
		expect(code).toBe(0);
		await expectPortsFree();
	});

	it('a second time builds and installs nothing, shows each example once in the editor, and ends on Ctrl+C', async () => {
		const started = npmStart(...options);
		const [, email] = await started.printed(/e-mail +(\S+)/);
		const [, password] = await started.printed(/password +(\S+)/);
		await started.printed(/Ctrl\+C ends/);
		const [, files] = await started.printed(/\n {2}files +(\S+)/);
		expect(readdirSync(files)).toEqual(expect.arrayContaining(readdirSync(DATA_FOLDER)));
		expectEveryExampleOk(started);
		expect(started.output()).not.toMatch(/Building|Installing/);

		const n8n = new N8nRest(`http://127.0.0.1:${ports}`);
		await n8n.signIn({ email, password, firstName: '', lastName: '' });
		const listed = await n8n.data('GET', '/rest/workflows', z.array(z.object({ name: z.string() })));
		expect(listed.map(({ name }) => name).sort()).toEqual([...names].sort());

		started.pressCtrlC();
		await started.ended;
		await started.printed(/Stopping/);
		await expectPortsFree();
	});

	it('names a busy port and how to choose another, and starts nothing', async () => {
		const foreign = createServer().listen(ports + 1, '127.0.0.1');
		await once(foreign, 'listening');
		const started = npmStart('--once', ...options);
		await expect(started.ended).resolves.toBe(1);
		foreign.close();
		expect(started.output()).toContain(
			`Port ${ports + 1}, wanted for n8n's task broker, is in use. Choose another: --n8n-port ${ports + 100}`,
		);
		expect(started.output()).not.toContain('Starting n8n');
	});
});
