import { forgetCredentials, goodCredentials } from '../credentials';
import { inPlace } from '../../../tools/demo/place';
import { byHand } from '../prepared';
import { journey, type Run } from '../run';

import { access } from './access';
import { files } from './files';
import { ids } from './ids';
import type { Mistake } from './mistake';
import { outages } from './outages';
import { quoteOf, readEntries, writeQuote } from './page';
import { values } from './values';

const MISTAKES = [...access, ...files, ...ids, ...values, ...outages];

type Ids = Map<string, { id: string; name: string }>;

/** Saves the good credentials, and those with a wrong value under the mistake's title. */
async function saveCredentials(run: Run): Promise<Ids> {
	await forgetCredentials(run);
	const saved: Ids = new Map();
	const types = [...new Set(MISTAKES.map(({ credential }) => credential))];
	const save = async (key: string, credential: ReturnType<typeof goodCredentials>[number]) => {
		saved.set(key, { id: await run.rest.saveCredential(credential), name: credential.name });
	};
	for (const good of goodCredentials(run, types)) {
		await save(good.type, good);
		for (const { title, wrong } of MISTAKES.filter(({ credential }) => credential === good.type)) {
			if (wrong)
				await save(title, {
					...good,
					name: `${good.name}, wrong ${Object.keys(wrong).join()}`,
					data: { ...good.data, ...wrong },
				});
		}
	}
	return saved;
}

async function make(run: Run, mistake: Mistake, saved: Ids) {
	const { title, step, credential } = mistake;
	const chosen = saved.get(title) ?? saved.get(credential);
	if (!chosen) throw new Error(`There is no credential for "${title}"`);
	mistake.world?.(run.vendors);
	await run.editor.newWorkflow();
	await run.editor.paste(byHand(step, { [credential]: chosen }));
	const details = await run.editor.open(step.node);
	await details.execute();
	return await details.error();
}

/** Every mistake of the page of errors is made in the editor: the panel says what the page quotes. */
export function describeGallery(): void {
	const saved: { credentials?: Ids } = {};

	describe('docs/errors.md', () => {
		it('has the mistakes that are made here, in this order', () => {
			expect(readEntries().map(({ title }) => title)).toEqual(MISTAKES.map(({ title }) => title));
		});

		for (const mistake of MISTAKES) {
			const { title } = mistake;
			journey(title, async (run) => {
				saved.credentials ??= await saveCredentials(run);
				const quote = steady(quoteOf(await make(run, mistake, saved.credentials)));
				const entry = readEntries().find((one) => one.title === title);
				for (const picture of entry?.pictures ?? []) await run.pictures.take(picture, run.editor.page);
				if (run.renew) writeQuote(title, quote);
				else expect(quote).toBe(inPlace(entry?.quote ?? '', run.place));
			});
		}
	});
}

/** The beginning of a stored file's name is another one in each execution, and a session that had ended costs a try. */
function steady(quote: string): string {
	return quote
		.replace(/(a name that begins with ")[0-9a-f]{12}"/, (_, before: string) => `${before}4d1c60aa92e7"`)
		.replace(' Tried 2 times.', '');
}
