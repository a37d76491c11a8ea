import type { IDataObject } from 'n8n-workflow';

import type { EventAttachment } from '../engine/eventItem';
import { typeOfName } from '../engine/fileType';
import { given } from '../engine/given';
import { isObject, objectIn, objectsIn, textIn } from '../engine/told';

/** A quick reply, a button, or an action of a card: what the user can pick. */
export interface Choice {
	label?: string;
	/** What the user's client sends when it is picked: Haptik wants it back unchanged. Left out where picking sends nothing. */
	reply?: string;
	/** Where it leads. */
	url?: string;
	/** What a client does, in Haptik's words, e.g. `DOCUMENT_PICKER`; left out where it only sends or opens something. */
	action?: string;
	/** Whom it calls. */
	phone?: string;
}

/** What a message says, flat, whatever its type. */
export interface HslContent {
	/** Haptik's word for what it is, e.g. `CAROUSEL`. */
	messageType?: string;
	text?: string;
	attachments: EventAttachment[];
	choices: Choice[];
	/** What a form asks for. */
	formFields: IDataObject[];
	/** What the message tells programs. */
	data: IDataObject;
}

const lines = (parts: unknown[]): string | undefined =>
	textIn(
		parts
			.map(textIn)
			.filter((part) => part !== undefined)
			.join('\n'),
	);

/**
 * Reads the body of a message. Haptik's list of types is open, so the parts are looked for wherever a type may have them.
 * https://docs.haptik.ai/propertises-of-hsl and, for forms, https://github.com/hellohaptik/python-hsl
 *
 * @param body HSL, or a text as in 2018
 */
export function readHsl(body: unknown): HslContent {
	const { type, text, title, subtitle, data: told } = isObject(body) ? body : ({ text: body } as IDataObject);
	const data = objectIn(told);
	const items = objectsIn(data.items);
	const [buttons, cards] = [items.filter(isActionable), items.filter((item) => !isActionable(item))];
	const actions = [
		...objectsIn(data.quick_replies),
		...buttons,
		...cards.flatMap(({ actionables }) => objectsIn(actionables)),
	];
	return {
		...given({ messageType: textIn(type), text: lines([text, title, subtitle, ...cards.map(textOfCard)]) }),
		attachments: [
			...cards.map(({ thumbnail }) => textIn(objectIn(thumbnail).image)).flatMap(attachmentAt),
			...actions.map(linkOf).filter(isFile).flatMap(attachmentAt),
		],
		choices: actions.map(choiceOf),
		formFields: objectsIn(data.fields),
		data,
	};
}

const isActionable = (item: IDataObject) => 'actionable_text' in item;

const textOfCard = ({ title, sub_title: subTitle, description }: IDataObject) =>
	lines([title, subTitle, description]);

function choiceOf(action: IDataObject): Choice {
	const { actionable_text: label, uri, payload: told } = action;
	const { message, gogo_message: forTheBot } = objectIn(told);
	const url = linkOf(action);
	const reply = textIn(forTheBot) ?? textIn(message);
	return given({
		label: textIn(label),
		reply: url === undefined ? reply : undefined,
		url,
		action: uri === 'LINK' ? undefined : textIn(uri),
		phone: uri === 'CALL' ? textIn(told) : undefined,
	});
}

/** Where a button leads. https://docs.haptik.ai/hsl/button */
function linkOf({ uri, payload }: IDataObject): string | undefined {
	const { url, link } = objectIn(payload);
	return uri === 'LINK' ? (textIn(url) ?? textIn(link)) : undefined;
}

/** Agents' files come as buttons with a link, which only the end of its path tells from a page. */
function isFile(url: string | undefined): boolean {
	const type = typeOfName(nameIn(url));
	return type !== undefined && type !== 'text/html';
}

function attachmentAt(url: string | undefined): EventAttachment[] {
	if (url === undefined) return [];
	const name = nameIn(url);
	const mimeType = typeOfName(name);
	return [mimeType === undefined ? { url } : { url, name, mimeType }];
}

/** The last part of an address's path. */
function nameIn(url = ''): string {
	const path = URL.canParse(url) ? new URL(url).pathname : '';
	const last = path.slice(path.lastIndexOf('/') + 1);
	try {
		return decodeURIComponent(last);
	} catch {
		return last;
	}
}
