import { z } from 'zod';

import { invalidField } from '../../engine/errors';
import type { Fields } from '../../engine/fields';

/** What counts of a quick reply, a button or an action of a card. https://docs.haptik.ai/propertises-of-hsl */
const actionable = z.object({
	type: z.string().nullish(),
	uri: z.string().nullish(),
	payload: z.object({ message: z.string().nullish(), gogo_message: z.string().nullish() }),
});

/** The same as the trigger of this pack gives it, where a text answers it. */
const ofTrigger = z.object({ reply: z.string().refine((text) => text.trim() !== '') });

/** Of this type are the ones whose answer is a text; the type may be missing. */
const ANSWERS = 'TEXT_ONLY';

const FILES = ['GALLERY_PICKER', 'IMAGE_UPLOAD', 'DOCUMENT_PICKER'];

/**
 * What Haptik waits for when the user picks a button: its `gogo_message`, which may steer the bot by a mark in braces, or else its `message`.
 * https://docs.haptik.ai/propertises-of-hsl
 *
 * @throws Failure when it is no button, or one that is not answered by a text
 */
export function readButton(fields: Fields): string {
	const field = fields.label('button');
	const value = fields.optionalJson('button');
	if (value === undefined) {
		throw invalidField(
			field,
			'is empty',
			'Give it the picked button of an event of Haptik by an expression.',
		);
	}
	const choice = ofTrigger.safeParse(value).data;
	if (choice) return choice.reply;
	const { data } = actionable.safeParse(value);
	if (!data) {
		throw invalidField(
			field,
			'is no button of Haptik',
			'Give the whole object of one quick reply or button, with its payload or reply, or choose "Text" as Source.',
		);
	}
	const { type, uri, payload } = data;
	if (type ? type !== ANSWERS : uri) throw notAnswered(field, type, uri);
	const text = [payload.gogo_message, payload.message].find((one) => one?.trim());
	if (!text) {
		throw invalidField(
			field,
			'has neither a gogo_message nor a message',
			'Haptik waits for no text after this button. To send one all the same, choose "Text" as Source.',
		);
	}
	return text;
}

/** https://docs.haptik.ai/hsl/button */
function notAnswered(field: string, type?: string | null, uri?: string | null) {
	const kind = [type, uri].filter(Boolean).join(' ').slice(0, 60);
	const remedy = FILES.includes(uri ?? '')
		? 'Haptik waits for a file: send it with Haptik Send File.'
		: 'It opens something for the user. To send a text all the same, choose "Text" as Source.';
	return invalidField(field, `holds a button that no text answers (${kind})`, remedy);
}
