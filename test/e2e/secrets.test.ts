import { join } from 'node:path';

import { z } from 'zod';

import { contracts } from '../../testkit/contracts';
import { callChain, type Chain, workflowOf } from '../../tools/endurance/chain';
import { type Joined, joinContract } from '../../tools/endurance/join';
import { startEndurance, type EnduranceSession } from '../../tools/endurance/start';
import { readExecution } from '../../tools/runtime/executions';
import { publishWorkflow, saveWorkflow } from '../../tools/runtime/workflows';

import { freePorts } from './npmStart';
import { ECHOES, watchVendor } from './secrets/echo';
import { filesUnder, tablesOf } from './secrets/files';
import { KnownSecrets } from './secrets/known';
import { findings } from './secrets/search';

/** Travels as a value that is no secret, so that a search which finds nothing is known to be able to find. */
const CANARY = 'canary-4711-in-the-items';
const SECRET_INPUT = /token|password|secret|ticket|key/i;

const secrets = new KnownSecrets();
const answers: string[] = [];
/** Nodes that were told their secrets, and hid them. */
const hiding = new Set<string>();
const verdicts: string[] = [];
const executions: string[] = [];
const stops: Array<() => Promise<void>> = [];
let session: EnduranceSession;
let joined: Joined[];

async function stopAll() {
	for (const stop of stops.splice(0).reverse()) await stop();
}

const stopping = ({ slug }: Joined) => `${slug}/stop`;
const continuing = ({ slug }: Joined) => `${slug}/continue`;

function chainsOf(one: Joined): Chain[] {
	// One try each: what is looked for is what is said, not what is repeated
	const options = { maxTries: 1 };
	return [
		one.chain(stopping(one), 'stopWorkflow', options),
		one.chain(continuing(one), 'continueRegularOutput', options),
	];
}

/** Runs a node well, into its own refusals, and into a vendor that repeats every secret it was sent. */
async function runThrough(one: Joined, vendor: ReturnType<typeof watchVendor>) {
	const { contract } = one;
	const marked = (item: ReturnType<typeof contract.item>) => ({ ...item, json: { ...item.json, CANARY } });
	const call = async (path: string, ...items: Array<ReturnType<typeof contract.item>>) => {
		const { status, body } = await callChain(session.rest, path, items.map(marked));
		const answer = `${status} ${JSON.stringify(body)}`;
		answers.push(answer);
		if (answer.includes('[hidden]')) hiding.add(one.title);
		return status;
	};
	vendor.behave();
	one.vendor.reset();
	contract.prepare?.(3);
	expect(await call(stopping(one), contract.item(0))).toBe(200);
	expect(await call(stopping(one), contract.bad.item(0))).toBe(500);
	expect(await call(stopping(one), contract.refused.item(0))).toBe(500);
	expect(await call(continuing(one), contract.item(0), contract.bad.item(1), contract.refused.item(2))).toBe(
		200,
	);
	const steps = Object.values(contract.steps ?? {});
	for (const echo of ECHOES) {
		vendor.repeat(contract.call, echo);
		await call(stopping(one), contract.item(0));
		await call(continuing(one), contract.item(0));
		for (const step of steps) {
			vendor.repeat(step, echo);
			contract.expire?.();
			await call(continuing(one), contract.item(0));
		}
	}
	for (const received of one.vendor.store.requests()) secrets.addFrom(received);
}

/** Has n8n test a credential: as it is, at a vendor that repeats what it is sent, and with a wrong value in every secret field. */
async function testCredentials(one: Joined, vendor: ReturnType<typeof watchVendor>) {
	for (const credential of one.credentials) {
		const id = await session.rest.saveCredential(credential);
		const test = async (data: Record<string, unknown>) => {
			verdicts.push((await session.rest.testCredential(id, { ...credential, data })) ?? 'OK');
		};
		vendor.behave();
		one.contract.expire?.();
		await test(credential.data);
		for (const name of Object.keys(credential.data).filter((field) => SECRET_INPUT.test(field))) {
			const wrong = `wrong ${name} of ${one.title}: "§$%"`;
			secrets.add(wrong);
			await test({ ...credential.data, [name]: wrong });
		}
		for (const method of ['GET', 'POST', 'DELETE']) {
			for (const echo of ECHOES) {
				vendor.repeat({ method, path: /./ }, echo);
				await test(credential.data);
			}
		}
	}
	vendor.behave();
}

beforeAll(async () => {
	session = await startEndurance({
		port: await freePorts(9),
		say: (line) => void process.stderr.write(`${line}\n`),
		stopLater: (stop) => stops.push(stop),
		env: { N8N_LOG_LEVEL: 'debug' },
	});
	joined = [];
	for (const entry of contracts) joined.push(await joinContract(session, entry));
	const workflow = await saveWorkflow(session.rest, workflowOf('Secrets', joined.flatMap(chainsOf)));
	await publishWorkflow(session.rest, workflow);
	for (const vendor of Object.values(session.vendors)) secrets.addKeys(vendor.keys);
	const watched = new Map(
		Object.values(session.vendors).map((vendor) => [vendor.name, watchVendor(vendor, secrets)]),
	);
	const tested = new Set<string>();
	for (const one of joined) {
		const vendor = watched.get(one.vendor.name);
		if (!vendor) throw new Error(`${one.vendor.name} is not watched`);
		await runThrough(one, vendor);
		const typed = JSON.stringify(one.contract.credentials());
		if (!tested.has(typed)) await testCredentials(one, vendor);
		tested.add(typed);
	}
	// A new n8n numbers its executions from 1, and answers before it has stored the last
	for (const index of answers.keys()) {
		await readExecution(session.rest, `${index + 1}`);
		executions.push(
			JSON.stringify(await session.rest.data('GET', `/rest/executions/${index + 1}`, z.unknown())),
		);
	}
});
afterAll(stopAll);

describe('no secret shows', () => {
	it('knows secrets of every vendor, typed and issued', () => {
		const known = secrets.all();
		for (const { keys } of Object.values(session.vendors)) {
			expect(Object.values(keys).some((key) => known.includes(key))).toBe(true);
		}
		expect(known.filter((secret) => /-session-|-access-|-ticket-/.test(secret)).length).toBeGreaterThan(3);
	});

	it('in what callers of a webhook are told', () => {
		expect([...hiding].sort()).toEqual(joined.map(({ title }) => title).sort());
		expect(findings(Object.fromEntries(answers.entries()), secrets.all())).toEqual([]);
	});

	it('in the executions that the editor shows, error panels included', () => {
		expect(executions.length).toBe(answers.length);
		expect(findings({ all: executions.join('\n') }, [CANARY])).toHaveLength(1);
		expect(findings(Object.fromEntries(executions.entries()), secrets.all())).toEqual([]);
	});

	it('in the words of credential tests', () => {
		expect(verdicts).toContain('OK');
		expect(verdicts.filter((verdict) => verdict.includes('[hidden]')).length).toBeGreaterThan(ECHOES.length);
		expect(findings(Object.fromEntries(verdicts.entries()), secrets.all())).toEqual([]);
	});

	it('in the tables of the database', () => {
		const tables = tablesOf(join(session.folder, '.n8n/database.sqlite'));
		expect(findings(tables, [CANARY]).map((found) => found.split(':')[0])).toContain('table execution_data');
		expect(findings(tables, secrets.all())).toEqual([]);
	});

	it("in any file of n8n's, database, logs at debug level and stored files included", () => {
		const files = filesUnder(session.folder);
		expect(Object.keys(files)).toEqual(expect.arrayContaining(['.n8n/database.sqlite', 'n8n.log']));
		expect(files['n8n.log'].toString()).toMatch(/ debug {2,}Running node/);
		expect(findings(files, secrets.all())).toEqual([]);
	});
});
