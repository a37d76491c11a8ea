import { examples } from '../../testkit/examples';

import { asAfterStart } from './credentials';
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

TOURS.forEach(describeTour);

describe('the themes of n8n', () => {
	journey('show the icons that are made for them', async (run) => await seeThemes(run, TOURS));
});

describe('the other examples', () => {
	const toured = new Set(TOURS.map(({ example }) => example));
	for (const { name } of examples.filter((example) => !toured.has(example.name))) {
		journey(`runs ${name}`, async (run) => await runExampleInEditor(run, name));
	}
});

describeGallery();
