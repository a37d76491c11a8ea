import { readSteps } from './section';

it('finds the pictures of a step, in both themes where there are two', () => {
	const [, step] = readSteps('csv-to-callgear.md', '3. Try it');
	expect(step.pictures).toEqual([
		'images/csv-to-callgear-output-dark.png',
		'images/csv-to-callgear-output.png',
	]);
	const [first] = readSteps('first-flow.md', '2. Build the flow').filter(({ pictures }) => pictures.length);
	expect(first.pictures).toEqual(['images/first-flow-step.png']);
});
