import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import type { Locator, Page } from 'playwright-core';

import type { Run } from '../run';
import { CredentialDialog } from '../editor/credential';
import type { Editor } from '../editor/editor';
import { exactly } from '../editor/text';

import { inPlace } from '../../../tools/demo/place';
import { readSteps } from './section';
import { type Order, readOrders } from './words';

const shell = promisify(execFile);

async function click(editor: Editor, what: string, after: string | undefined): Promise<void> {
	const { page, details } = editor;
	if (what === 'Add first step…') {
		await page.getByText(exactly(what)).waitFor();
		return await editor.addFirstStep();
	}
	if (what === '+' && after) return await editor.addAfter(after);
	if (what === 'Execute step') return await details.execute();
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

/** What a reader has at hand: the commands of the step, and the page of the sandbox that it has opened. */
interface Hand {
	commands: string[];
	other?: Page;
}

/** Reads a text on the screen. @throws an Error with what the error panel says, if it is there instead */
async function see({ details }: Editor, place: Locator, text: string): Promise<void> {
	try {
		await place.getByText(text).filter({ visible: true }).first().waitFor();
	} catch (error) {
		if ((await details.output.getByTestId('node-error-message').count()) === 0) throw error;
		const { message, description } = await details.error();
		throw new Error(`Instead of "${text}" the panel shows: ${message} ${description}`, { cause: error });
	}
}

async function obey(run: Run, order: Order, hand: Hand): Promise<void> {
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
			return await (await scopeOf(editor)).field(order.field).type(inPlace(order.text, run.place));
		case 'pick':
			return await (await scopeOf(editor)).field(order.field).pick(order.entry);
		case 'turn':
			return await (await scopeOf(editor)).field(order.field).turn(order.on);
		case 'add':
			return await details.add(order.option, order.group);
		case 'drag':
			return await details.drag(order.name, order.field);
		case 'chosen':
			return expect(await details.credential()).toBe(order.credential);
		case 'back':
			return await details.close();
		case 'open':
			hand.other = await editor.page.context().newPage();
			await hand.other.goto(inPlace(order.url, run.place));
			return;
		case 'publish':
			return await editor.publish();
		case 'call':
			if (hand.commands.length === 0) throw new Error('There is no command below the step');
			for (const command of hand.commands.splice(0)) await shell('bash', ['-c', inPlace(command, run.place)]);
			return;
		case 'see': {
			const place = order.where === 'page' ? hand.other?.locator('body') : details.output;
			if (!place) throw new Error('The step speaks of a page, and none was opened');
			await see(editor, place, inPlace(order.text, run.place));
		}
	}
}

/** Takes a picture in the theme that it is named for. */
async function takePicture({ pictures }: Run, picture: string, page: Page): Promise<void> {
	const dark = picture.endsWith('-dark.png');
	if (dark) await page.emulateMedia({ colorScheme: 'dark' });
	await pictures.take(picture, page);
	if (dark) await page.emulateMedia({ colorScheme: 'light' });
}

/**
 * Does exactly what a section of a page says, and takes the pictures that stand below its steps.
 * @throws an Error that names the step at which page and product part ways
 */
export async function followPage(run: Run, page: string, heading: string): Promise<void> {
	for (const [index, { orders, commands, pictures }] of readSteps(page, heading).entries()) {
		const hand: Hand = { commands };
		try {
			for (const order of readOrders(orders)) await obey(run, order, hand);
			if (hand.commands.length) throw new Error('The step has a command, and does not say "call it"');
		} catch (error) {
			const where = `docs/${page}, ${heading}, step ${index + 1} ("${orders}")`;
			throw new Error(`${where}: ${(error as Error).message}`, { cause: error });
		}
		for (const picture of pictures) await takePicture(run, picture, hand.other ?? run.editor.page);
		// A browser slows a page down that lies behind another one.
		await hand.other?.close();
	}
}
