import { countInWords, countOf } from '../../../tools/docs/parts/counts';
import { credentialsTable } from '../../../tools/docs/parts/credentials';
import { engineFilesTable } from '../../../tools/docs/parts/engineFiles';
import { examplesTable } from '../../../tools/docs/parts/examples';
import { faultTables } from '../../../tools/docs/parts/faults';
import { fieldsTable } from '../../../tools/docs/parts/fields';
import { nodesTable } from '../../../tools/docs/parts/nodes';
import { optionsTable } from '../../../tools/docs/parts/options';
import { toolsTable } from '../../../tools/docs/parts/tools';
import { acme, acmeSend, contractOf, operationOf, text } from './acme';

describe('the table of fields', () => {
	it('has every field, those in collections under their name, and one row for the shared options', () => {
		expect(fieldsTable(acmeSend.description.properties, ['maxTries']).split('\n')).toEqual([
			'| field | needed | default | what it is |',
			'|---|---|---|---|',
			'| Chat ID | yes | | Which chat. E.g. `7` |',
			'| Messages | no | | What was said. |',
			'| Messages > Text | no | | The words. |',
			'| Additional Fields > Author | no | | Who wrote. |',
			'| Options > Culture | no | | How dates are written. |',
			'| Options > Max Tries | no | 5 | as in [every node](../README.md#what-all-nodes-share) |',
		]);
	});

	it('names the groups of a collection that has several', () => {
		const values = [text('Key', 'key')];
		const groups = ['A', 'B'].map((displayName) => ({ displayName, name: displayName, values }));
		const property = text('Details', 'details', { type: 'fixedCollection', options: groups });
		expect(fieldsTable([property], [])).toMatch(/\| Details > A > Key \|[^]*\| Details > B > Key \|/);
	});
});

it('the table of nodes links each to its place in its page, by name', () => {
	expect(nodesTable(acme).split('\n').slice(2)).toEqual([
		'| [**Acme Get**](docs/acme.md#acme-get) | Acme Get \\| in short | Acme API |',
		'| [**Acme Send**](docs/acme.md#acme-send) | Acme Send \\| in short | Acme API |',
	]);
});

describe('the table of credentials', () => {
	it('says what each is for, and how it signs in', () => {
		expect(credentialsTable(acme)).toContain('| [Acme API](docs/acme.md#credential) | Acme | a key |');
	});

	it('fails where the comment does not say it', () => {
		const source = () => '/**\n * A key for Acme.\n */\nexport class AcmeApi {}\n';
		expect(() => credentialsTable({ ...acme, source })).toThrow('credentials/AcmeApi.credentials.ts');
	});
});

it('the table of options has the defaults of all nodes', () => {
	expect(optionsTable(acme)).toContain('| Max Tries | 3 or 5 | How often. |');
	expect(() => optionsTable({ ...acme, shared: [text('Other', 'other')] })).toThrow('called other');
});

it('the table of examples says what starts each, and which nodes are in it', () => {
	expect(examplesTable(acme)).toContain('| [Nightly](examples/nightly.json) | schedule | Acme Send |');
});

it('the table of the engine has the one job of each file', () => {
	expect(engineFilesTable(acme)).toContain('| `fields.ts` | Reads fields |');
});

describe('the table of tools', () => {
	it('says what to hand to a model, and what it reads back', () => {
		expect(toolsTable(acme).split('\n').slice(2)).toEqual([
			'| Acme Send | Messages > Text | Chat ID | | `id` |',
			'| Acme Get | | | | `id`, `name`; not the file |',
		]);
	});

	it('says where a file comes from', () => {
		const file = text('Input Data Field Name', 'binaryField');
		const { description } = acmeSend;
		const send = {
			...acmeSend,
			description: { ...description, properties: [...description.properties, file] },
		};
		const nodes = new Map([...acme.nodes, ['acmeSend', send]]);
		expect(toolsTable({ ...acme, nodes })).toContain(
			"| Acme Send | Messages > Text | Chat ID | an earlier node's |",
		);
	});

	it.each([
		['acmeSend', 'messages.text', 'There is no field messages.text'],
		['acmeFly', 'chatId', 'There is a contract, but no node called acmeFly'],
	])('fails for the field of %s at %s', (node, path, message) => {
		const operations = [operationOf(node, { tool: { model: [path], flow: [] } })];
		expect(() => toolsTable({ ...acme, operations })).toThrow(message);
	});
});

describe('counts', () => {
	it.each([
		['nodes', 'two'],
		['fields', 'eight'],
		['described fields', 'seven'],
		['texts', 'four'],
		['texts with an example', 'one'],
		['locators', 'one'],
		['pick lists', 'one'],
		['checked locators', 'zero'],
		['lists', 'one'],
		['typed ids', 'one'],
		['output fields', 'two'],
		['mistakes', 'two'],
	])('%s: %s', (what, count) => {
		expect(countInWords(what, acme)).toBe(count);
	});

	it('are in digits elsewhere, and known', () => {
		expect(countOf('nodes', acme)).toBe('2');
		expect(() => countOf('toString', acme)).toThrow('Nothing is counted as "toString"');
	});
});

describe('the tables of faults', () => {
	const told = faultTables({
		...acme,
		operations: [
			operationOf('acmeGet', { variants: [contractOf({ node: 'acmeGet', writes: false })] }),
			operationOf('acmeSend', {
				variants: [
					contractOf({
						variant: 'by login',
						steps: { 'sign-in': { method: 'POST', path: '/login' } },
						exceptions: { '401 once': { report: 'not delivered', because: 'A key is good for good' } },
					}),
				],
			}),
			operationOf('umbrellaSend', { vendor: 'Umbrella' }),
		],
	});

	it('count what the tests run', () => {
		expect(told).toMatch(/^3 nodes in 3 ways of use, (\d+) faults, 4 loads: \d+ runs\. /);
		expect(told).toContain(' 1 calls around them');
		const [, faults, runs] = /(\d+) faults, 4 loads: (\d+)/.exec(told) ?? [];
		expect(Number(runs)).toBe(3 * 4 * Number(faults));
		const [, again, more] = /In (\d) ways n8n then tries again \([^)]*\): (\d+) more/.exec(told) ?? [];
		expect(Number(more)).toBe(3 * Number(again) * Number(faults));
	});

	it('are one a vendor, with a column for each way, and a note where a node differs', () => {
		const [acmes, umbrellas] = told.split(/^### /m).slice(1);
		expect(acmes).toContain('| what goes wrong | Acme Get | Acme Send, by login |');
		expect(acmes).toContain('| timeout, the vendor acts all the same | delivered once | uncertain |');
		expect(acmes).toMatch(/\| 401 once \| .* \| not delivered \(1\) \|[^]*\n\n1\. A key is good for good\./);
		expect(umbrellas).toMatch(/^Umbrella\n\n\| what goes wrong \| umbrellaSend \|/);
	});
});
