import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

import { z } from 'zod';

import { faultNames } from '../../testkit/faults';
import { faultsOfCalls, loads } from '../../testkit/matrix';
import { ProjectCopy, type ReportedTest } from './newOperation/copy';
import { addOperation, EXAMPLE, NODE, OPERATION, PAGE } from './newOperation/operation';

/** Asks, in the copy, what the demo imports, with what a user would choose filled in. */
const ASK_DEMO = `import { writeFileSync } from 'node:fs';
import { examples } from './testkit/examples';
import { fillIn, readExample, triggerOf } from './tools/demo/workflows';

const credentials = new Map([['expertflowApi', { id: '7', name: 'Expertflow (sandbox)' }]]);
const { holds } = examples.find(({ name }) => name === '${EXAMPLE}') ?? {};
const workflow = fillIn(readExample('${EXAMPLE}'), credentials, { n8nUrl: '', sandboxPort: 7000, files: '' });
writeFileSync('demo.json', JSON.stringify({
	names: examples.map(({ name }) => name),
	expected: holds?.({ vendors: {} as never, dataUrl: 'http://127.0.0.1:7006' })[0].expected,
	trigger: triggerOf(workflow).name,
	node: workflow.nodes[1],
}));
`;

let project: ProjectCopy;
beforeAll(() => {
	project = new ProjectCopy();
	addOperation(project);
});
afterAll(() => project.remove());

const read = (file: string) => readFileSync(project.path(file), 'utf8');
const inTests = (found: ReportedTest[], pattern: RegExp) =>
	found.filter(({ fullName }) => pattern.test(fullName));
const failures = (found: ReportedTest[]) => found.flatMap(({ failureMessages }) => failureMessages);

describe('an operation that is added by its folder alone', () => {
	it('is linted', async () => {
		const mistake = project.path(`nodes/${OPERATION}/mistake.ts`);
		writeFileSync(mistake, "console.log('x');\n");
		const { 'mistake.ts': mistakes, ...others } = await project.lint(`nodes/${OPERATION}`, 'package.json');
		rmSync(mistake);
		expect(mistakes).toContain('no-console');
		const files = readdirSync(project.path(`nodes/${OPERATION}`)).filter((name) => name.endsWith('.ts'));
		expect(others).toEqual(Object.fromEntries([...files, 'package.json'].map((name) => [name, []])));
	});

	it('is on the generated pages', async () => {
		await project.run('tools/docs.ts');
		expect(read(PAGE)).toMatch(
			new RegExp(`<!-- fields: ${NODE} -->\\n\\n\\| [^]*Source URL[^]*<!-- end -->`),
		);
		expect(read('README.md')).toContain(
			'[**Expertflow Throw Away**](docs/expertflow.md#expertflow-throw-away)',
		);
		expect(read('README.md')).toContain(`(examples/${EXAMPLE}.json)`);
		expect(read('docs/reliability.md')).toContain('| Expertflow Throw Away |');
	});

	it('is run by the demo', async () => {
		writeFileSync(project.path('ask.ts'), ASK_DEMO);
		await project.run('ask.ts');
		const demo = z
			.object({ names: z.array(z.string()), expected: z.unknown(), trigger: z.string(), node: z.unknown() })
			.parse(JSON.parse(read('demo.json')));
		expect(demo.names).toContain(EXAMPLE);
		expect(demo).toMatchObject({
			trigger: 'By hand',
			expected: ['http://127.0.0.1:7006/warranty-card.pdf'],
			node: {
				parameters: { sourceUrl: 'http://127.0.0.1:7006/warranty-card.pdf' },
				credentials: { expertflowApi: { id: '7' } },
			},
		});
	});

	it('keeps the contract, and is in the fault matrix and among the hostile values', async () => {
		const cell = `${NODE}: server error 500, 1 items, 1 at once`;
		const place = `${NODE}: Source URL`;
		const rest = `^(?!${NODE}: )(?!.*(\\d at once|nothing is lost)).*${NODE}`;
		const found = await project.test(
			new RegExp([`^${cell}`, `^${place}$`, rest, '^the contracts', '^imports'].join('|')),
			'test/nodes/Expertflow/contracts.test.ts',
			'test/faults/(expertflow|cancel|stop)',
			'test/hostile/expertflow',
			'test/package/(contracts|descriptions|docs|fieldRules|generatedDocs|imports|subtitles)',
		);
		expect(failures(found)).toEqual([]);
		const own = inTests(found, new RegExp(NODE));
		expect(inTests(own, /items, \d at once$/)).toHaveLength(faultNames.length * loads.length);
		expect(inTests(own, /nothing is lost or doubled$/)).toHaveLength(faultsOfCalls.length);
		expect(inTests(own, /^stopping the execution/)).toHaveLength(5);
		expect(inTests(own, /^On Error "Stop"/)).toHaveLength(3);
		expect(
			inTests(own, new RegExp(`^${NODE}: (Channel|Additional Fields > OAuth|Options > Max Tries)$`)),
		).toHaveLength(3);
		const passed = own.filter(({ status }) => status === 'passed');
		expect(inTests(passed, new RegExp(`^(${cell}|${place})$`))).toHaveLength(2);
		for (const about of [
			/ keeps the contract of action nodes /,
			/^the line below the name/,
			/^the (description|fields|page) of /,
		]) {
			expect(inTests(passed, about).length).toBeGreaterThan(0);
			expect(inTests(passed, about)).toEqual(inTests(own, about));
		}
	});

	it('is missed where it has no contract', async () => {
		rmSync(project.path(`test/nodes/${OPERATION}/contract.ts`));
		const found = await project.test(/the contracts/, 'test/package/contracts.test.ts');
		expect(failures(found).join()).toContain(`nodes/${OPERATION}`);
	});
});
