import { EXAMPLES } from '../../tools/demo/examples';

import { describeGallery } from './gallery/describeGallery';
import { journey, shareRun } from './run';
import { describeTour } from './tour/describeTour';
import { runExampleInEditor } from './tour/example';
import { callGear } from './vendors/callGear';
import { expertflow } from './vendors/expertflow';
import { genesys } from './vendors/genesys';
import { haptik } from './vendors/haptik';
import { superOffice } from './vendors/superOffice';

const TOURS = [haptik, genesys, superOffice, expertflow, callGear];

shareRun();

TOURS.forEach(describeTour);

describe('the other examples', () => {
	const toured = new Set(TOURS.map(({ example }) => example));
	for (const { name } of EXAMPLES.filter((example) => !toured.has(example.name))) {
		journey(`runs ${name}`, async (run) => await runExampleInEditor(run, name));
	}
});

describeGallery();
