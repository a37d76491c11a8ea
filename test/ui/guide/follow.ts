import type { Page } from 'playwright-core';

import type { Run } from '../run';
import { CredentialDialog } from '../editor/credential';
import type { Editor } from '../editor/editor';
import { exactly } from '../editor/text';

import { here } from './here';
import { readSteps } from './section';
import { type Order, readOrders } from './words';

async function click(editor: Editor, what: string, after: string | undefined): Promise<void> {
	const { page, details } = editor;
	if (what === 'Add first step…') {
		await page.getByText(exactly(what)).waitFor();
		return await editor.addFirstStep();
	}
	if (what === '+' && after) return await editor.addAfter(after);
	if (what === 'Execute step') {
		await details.execute();
		if (await details.output.getByTestId('node-error-message').count()) {
			const { message, description } = await details.error();
			throw new Error(`The step ended with: ${message} ${description}`);
		}
		return;
	}
	if (what === 'Save') {
		const dialog = new CredentialDialog(page);
		await dialog.save();
		if (await dialog.root.isVisible())
			throw new Error(`The credential was refused: ${await dialog.refusal()}`);
		return;
	}
	await page
		.getByRole('button', { name: exactly(what) })
		.filter({ visible: true })
		.first()
		.click();
}

/** Clicks an entry of the menu that is open, else of the node panel. */
async function choose({ page, creator }: Editor, what: string): Promise<void> {
	const entry = page.getByRole('menuitem', { name: exactly(what) }).filter({ visible: true });
	await entry.or(creator.entry(what)).first().click();
}

async function scopeOf({ page, details }: Editor): Promise<CredentialDialog | Editor['details']> {
	const dialog = new CredentialDialog(page);
	if (await dialog.root.isVisible()) return dialog;
	await details.root.waitFor();
	return details;
}

/** Where the reader looks: the editor, or the page of the sandbox that was opened last. */
interface Look {
	other?: Page;
}

async function obey(run: Run, order: Order, look: Look): Promise<void> {
	const { editor } = run;
	const { details } = editor;
	switch (order.do) {
		case 'begin':
			return await editor.newWorkflow();
		case 'click':
			return await click(editor, order.what, order.after);
		case 'search':
			await editor.creator.search(order.text);
			return;
		case 'choose':
			return await choose(editor, order.what);
		case 'type':
			return await (await scopeOf(editor)).field(order.field).type(here(order.text, run));
		case 'pick':
			return await (await scopeOf(editor)).field(order.field).pick(order.entry);
		case 'turn':
			return await (await scopeOf(editor)).field(order.field).turn(order.on);
		case 'add':
			return await details.add(order.option, order.group);
		case 'drag':
			return await details.drag(order.name, order.field);
		case 'back':
			return await details.close();
		case 'open':
			look.other = await editor.page.context().newPage();
			await look.other.goto(here(order.url, run));
			return;
		case 'see': {
			const place = order.where === 'page' ? look.other?.locator('body') : details.output;
			if (!place) throw new Error('The step speaks of a page, and none was opened');
			await place.getByText(here(order.text, run)).filter({ visible: true }).first().waitFor();
		}
	}
}

/**
 * Does exactly what the section of a vendor's page says, beginning with an empty canvas, and takes the pictures that
 * stand below its steps.
 * @throws an Error that names the step at which page and product part ways
 */
export async function followPage(run: Run, page: string): Promise<void> {
	const look: Look = {};
	for (const { number, orders, pictures } of readSteps(page)) {
		try {
			for (const order of readOrders(orders)) await obey(run, order, look);
		} catch (error) {
			throw new Error(`docs/${page}, step ${number} ("${orders}"): ${(error as Error).message}`, {
				cause: error,
			});
		}
		for (const picture of pictures) await run.pictures.take(picture, look.other ?? run.editor.page);
	}
	await look.other?.close();
}
