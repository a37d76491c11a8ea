import { difference, map } from 'lodash';
import type { Request } from 'playwright-core';

import manifest from '../../package.json';
import { searchWords } from '../../testkit/contract';
import { actionContracts, triggerContracts } from '../../testkit/contracts';
import { examples } from '../../testkit/examples';

import { asAfterStart } from './credentials';
import type { Entry } from './editor/creator';
import { describeGallery } from './gallery/describeGallery';
import { followPage } from './guide/follow';
import { journey, shareRun } from './run';
import { seeThemes } from './theme';
import { describeTour } from './tour/describeTour';
import { runExampleInEditor } from './tour/example';
import { callGear } from './vendors/callGear';
import { expertflow } from './vendors/expertflow';
import { genesys } from './vendors/genesys';
import { haptik } from './vendors/haptik';
import { superOffice } from './vendors/superOffice';

const TOURS = [haptik, genesys, superOffice, expertflow, callGear];

shareRun();

describe('docs/first-flow.md', () => {
	journey('ends with an order’s news in the customer’s chat', async (run) => {
		await asAfterStart(run);
		for (const heading of ['2. Build the flow', '3. Try it', '4. Let it run by itself']) {
			await followPage(run, 'first-flow.md', heading);
		}
		const messages = run.vendors.superOffice.store.held('message').map(({ fact }) => fact.Message);
		expect(messages).toEqual([
			'Your order is on its way.',
			'Your order A-1042: left Bergen &lt;today&gt;',
			'Your order A-1043: arrives at noon',
		]);
	});
});

describe('docs/csv-to-callgear.md', () => {
	journey('ends with five chats of a messy table, after three runs', async (run) => {
		let runs = 0;
		const count = (request: Request) => {
			if (request.method() === 'POST' && /\/run$/.test(new URL(request.url()).pathname)) runs += 1;
		};
		await asAfterStart(run);
		run.editor.page.on('request', count);
		for (const heading of ['2. Build the flow', '3. Try it']) {
			await followPage(run, 'csv-to-callgear.md', heading);
		}
		run.editor.page.off('request', count);
		expect(runs).toBeLessThanOrEqual(3);
		const chats = run.vendors.callGear.store.held('chat').map(({ fact }) => fact);
		expect(chats.map(({ phone }) => phone)).toEqual([1, 2, 3, 4, 5].map((index) => `97150000010${index}`));
		expect(chats[0]).toMatchObject({
			start_date_time: '2025-03-03 09:04:59',
			employee_id: 9012,
			messages: [
				{ date_time: '2025-03-03 09:05:00', source: 'visitor' },
				{ date_time: '2025-03-03 09:07:00', source: 'operator', employee_id: 9012 },
				...[{}, {}, {}, {}],
			],
		});
		expect(chats[1]).toMatchObject({ employee_id: 9013 });
	});
});

TOURS.forEach(describeTour);

describe('the themes of n8n', () => {
	journey('show the icons that are made for them', async (run) => await seeThemes(run, TOURS));
});

describe('the node panel', () => {
	journey('finds each node by the words for what it does', async ({ editor }) => {
		await editor.newWorkflow();
		await editor.openPanel();
		for (const word of searchWords) {
			const wanted = [...actionContracts, ...triggerContracts]
				.filter(({ foundBy }) => foundBy.includes(word))
				.map(({ node }) => `${manifest.name}.${node}`);
			const missing = (found: Entry[]) => difference(wanted, map(found, 'type'));
			expect(missing(await editor.creator.find(word, (found) => missing(found).length === 0))).toEqual([]);
		}
	});
});

describe('the other examples', () => {
	const toured = new Set(TOURS.map(({ example }) => example));
	for (const { name } of examples.filter((example) => !toured.has(example.name))) {
		journey(`runs ${name}`, async (run) => await runExampleInEditor(run, name));
	}
});

describeGallery();
