import type { IDataObject } from 'n8n-workflow';

import { Failure } from '../../engine/errors';

/**
 * What an item of the flow's last node says, as the messages that Haptik shows: a text as it stands, everything else as HSL written as JSON.
 * https://docs.haptik.ai/propertises-of-hsl and https://docs.haptik.ai/bot-builder/integrations/integrating-apis
 *
 * @param item `text` (or `output`, as n8n's AI Agent calls it), `quickReplies`, `buttons`, `images`, or `hsl` for elements as they are
 * @throws Failure when one of them holds what cannot be shown
 */
export function responsesOf(item: IDataObject): string[] {
	const text = textIn(item.text ?? item.output, 'text');
	const images = listIn(item.images).map((image) => textIn(image, 'images'));
	const buttons = listIn(item.buttons).map((button) => actionable(button, 'buttons'));
	const replies = listIn(item.quickReplies).map((reply) => actionable(reply, 'quickReplies'));
	return [
		...images.filter((url) => url !== '').map((url) => JSON.stringify(image(url))),
		...spoken(text, buttons, replies),
		...listIn(item.hsl).map((element) => JSON.stringify(element)),
	];
}

function spoken(text: string, buttons: object[], replies: object[]): string[] {
	// Buttons and quick replies are the same kind of thing, and one message has one list
	if (buttons.length > 0) {
		return [JSON.stringify({ text, type: 'BUTTON', data: { items: [...buttons, ...replies] } })];
	}
	if (replies.length > 0) return [JSON.stringify({ text, type: 'TEXT', data: { quick_replies: replies } })];
	return text === '' ? [] : [text];
}

/** https://docs.haptik.ai/hsl/image */
const image = (url: string) => ({
	text: '',
	type: 'CAROUSEL',
	data: {
		width: 'FAT',
		image_aspect_ratio: 1.77,
		items: [{ thumbnail: { image: url }, actionables: [] }],
	},
});

/** A label alone, or what it says to the bot, or where it leads. https://docs.haptik.ai/hsl/button */
function actionable(given: unknown, field: string): object {
	const told = (typeof given === 'object' && given !== null ? given : { label: given }) as IDataObject;
	const label = textIn(told.label, field);
	if (label === '') throw unreadable(field, 'has an entry without a label');
	const url = textIn(told.url, field);
	const shared = { actionable_text: label, is_default: 0, location_required: false };
	if (url !== '') return { ...shared, type: 'APP_ACTION', uri: 'LINK', payload: { url, gogo_message: '' } };
	const message = textIn(told.message, field) || label;
	return {
		...shared,
		type: 'TEXT_ONLY',
		uri: '',
		payload: { message, gogo_message: textIn(told.reply, field) },
	};
}

const listIn = (value: unknown): unknown[] =>
	value === undefined || value === null || value === '' ? [] : [value].flat();

function textIn(value: unknown, field: string): string {
	if (value === undefined || value === null) return '';
	if (typeof value === 'string') return value;
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	throw unreadable(field, 'holds something else than text');
}

const unreadable = (field: string, problem: string) =>
	new Failure({
		message: `"${field}" of the last node ${problem}`,
		remedy:
			'Use texts, or entries such as { "label": "Track", "message": "Track my order" } or { "label": "Open", "url": "https://…" }.',
		delivery: 'notSent',
	});
