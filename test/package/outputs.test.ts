import { omit, pick } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { type Sandbox, startSandbox, type VendorName } from '../../sandbox';
import { actionContracts, entriesOf, titleOf, triggerContracts } from '../../testkit/contracts';
import { everyField } from '../../testkit/everyField';
import { runNode } from '../../testkit/n8n';
import { packNodes } from '../../testkit/pack';

const CAMEL = /^[a-z][A-Za-z0-9]*$/;
const SNAKE = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;
const PASCAL = /^[A-Z][A-Za-z0-9]*$/;

/** How each vendor writes the keys of what it gives. */
const STYLES: Record<VendorName, RegExp> = {
	genesys: CAMEL,
	callGear: SNAKE,
	haptik: SNAKE,
	expertflow: CAMEL,
	superOffice: PASCAL,
};

/** What every node of the pack may give: here the vendor's style is no matter. */
const OF_THE_PACK = ['error', 'raw', 'alreadyDelivered'];

/** What the events of all vendors have. */
const OF_EVENTS = [
	...['eventKey', 'event', 'occurredAt', 'conversationId', 'sender', 'text', 'attachments'],
	...['isOwn', 'chatInput', 'sessionId'],
];

/** Below these, the keys are what customers and administrators have made up. */
const MADE_UP =
	/^(userData|user_?details|conversation_?details|values|entities|env_?variables|.*attributes)$/i;

/** The keys of an output that are not written in this style, each with its path. */
function strangers(value: unknown, style: RegExp, path = ''): string[] {
	if (Array.isArray(value)) return value.flatMap((one) => strangers(one, style, path));
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, inner]) => {
		if (path === '' && OF_THE_PACK.includes(key)) return [];
		const here = path === '' ? key : `${path}.${key}`;
		return [...(style.test(key) ? [] : [here]), ...(MADE_UP.test(key) ? [] : strangers(inner, style, here))];
	});
}

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({});
});
afterAll(async () => await sandbox.stop());

const entries = actionContracts.flatMap(entriesOf);

/** The first of a node's outputs for its contract's own item. */
async function outputsOf({ vendor, contract }: (typeof entries)[number]): Promise<IDataObject[]> {
	sandbox.reset();
	const { node, prepare, item, credentials, parameters } = contract(() => sandbox.vendors[vendor]);
	prepare?.(1);
	const { main, error } = await runNode({ node, items: [item(0)], credentials: credentials(), parameters });
	expect(error).toBeUndefined();
	return main.map(({ json }) => json);
}

describe('an output', () => {
	it.each(entries.map((entry) => [titleOf(entry), entry] as const))(
		'of %s is written as its vendor writes',
		async (_title, entry) => {
			const outputs = await outputsOf(entry);
			expect(outputs.length).toBeGreaterThan(0);
			expect(outputs.flatMap((json) => strangers(json, STYLES[entry.vendor]))).toEqual([]);
		},
	);

	const samples = triggerContracts.flatMap(({ node, vendor, samples: all }) =>
		Object.entries(all).map(([title, { item }]) => [`${node}: ${title}`, vendor, item] as const),
	);
	it.each(samples)('of %s is an event of the pack, and beside it has one style', (_title, vendor, item) => {
		expect(strangers(pick(item, OF_EVENTS), CAMEL)).toEqual([]);
		const beside = omit(item, OF_EVENTS);
		const found = [CAMEL, STYLES[vendor]].map((style) => strangers(beside, style));
		expect(found).toContainEqual([]);
	});

	it.each<[IDataObject, RegExp, string[]]>([
		[{ message_id: 1, authId: 'x', raw: { anyKey: 1 } }, SNAKE, ['authId']],
		[{ chatId: 1, rows: [{ inner_key: 1 }], userData: { Any_Key: 1 } }, CAMEL, ['rows.inner_key']],
		[{ ChatSessionId: 1, text: '', error: { message: '' } }, PASCAL, ['text']],
	])('such as %j has one style or is found out', (json, style, found) => {
		expect(strangers(json, style)).toEqual(found);
	});
});

describe('a field that takes a value of the node before', () => {
	const PRESET = /\{\{ \$json\.(\w+) \}\}/;

	/** What nodes and triggers of a vendor give, by their keys. */
	async function givenBy(vendor: VendorName): Promise<Set<string>> {
		const ofActions = entries.filter((entry) => entry.vendor === vendor);
		const outputs: unknown[] = [];
		for (const entry of ofActions) outputs.push(...(await outputsOf(entry)));
		const ofTriggers = triggerContracts.filter((found) => found.vendor === vendor);
		outputs.push(...ofTriggers.flatMap(({ samples }) => Object.values(samples).map(({ item }) => item)));
		return new Set(outputs.flatMap((output) => Object.keys(output as object)));
	}

	it.each(Object.keys(STYLES) as VendorName[])('takes one that a node of %s gives', async (vendor) => {
		const given = await givenBy(vendor);
		const nodes = [...actionContracts, ...triggerContracts].filter((found) => found.vendor === vendor);
		const wanted = nodes.flatMap(({ node }) =>
			everyField(packNodes().get(node)?.description.properties ?? []).flatMap(([path, field]) => {
				const [, key] = PRESET.exec(JSON.stringify(field.default)) ?? [];
				return key === undefined ? [] : [{ node, path, key }];
			}),
		);
		expect(wanted.filter(({ key }) => !given.has(key))).toEqual([]);
	});
});
