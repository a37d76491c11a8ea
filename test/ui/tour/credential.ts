import { forgetCredentials } from '../credentials';
import type { CredentialDialog } from '../editor/credential';
import type { Details } from '../editor/details';
import { byHand } from '../prepared';
import type { Run } from '../run';

import { picturesOf, type Tour, type Value } from './tour';

/** Fills in fields of a credential or of a step, one after the other. */
export async function fill(
	dialog: Pick<CredentialDialog | Details, 'field'>,
	fields: Array<[string, Value]>,
): Promise<void> {
	for (const [label, value] of fields) {
		const field = dialog.field(label);
		if (typeof value === 'string') await field.type(value);
		else if ('pick' in value) await field.pick(value.pick);
		else await field.turn(value.on);
	}
}

/** Makes a first credential with one wrong value, reads why it is refused, corrects that value, and sees it turn green. */
export async function makeCredential(run: Run, { credential, vendor, page }: Tour): Promise<void> {
	const { editor, pictures } = run;
	const picture = `${picturesOf(page)}-credential`;
	await forgetCredentials(run);
	await editor.newWorkflow();
	await editor.paste(byHand({ node: credential.node, parameters: credential.parameters ?? {} }));
	const details = await editor.open(credential.node);
	const dialog = await details.connect(credential.connect);
	const good = credential.fields(run.vendors[vendor]);
	const [label, wrong] = credential.wrong;
	await fill(
		dialog,
		good.map(([name, value]) => [name, name === label ? wrong : value]),
	);
	await dialog.save();
	expect(await dialog.refusal()).toContain(credential.refusal);
	await pictures.take(`${picture}-refused.png`, editor.page);
	await fill(
		dialog,
		good.filter(([name]) => name === label),
	);
	await dialog.save();
	await dialog.root.waitFor({ state: 'hidden' });
	const again = await details.editCredential();
	await again.green();
	await pictures.take(`${picture}.png`, editor.page);
	await again.close();
}
