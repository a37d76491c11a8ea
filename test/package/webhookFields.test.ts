import {
	type INode,
	type INodeParameters,
	type INodeProperties,
	resolveWebhookDescriptionField,
	webhookDescriptionIsNativelyResolvable,
} from 'n8n-workflow';

import { packNodes } from '../../testkit/pack';
import { placeTrigger } from '../../testkit/placedTrigger';

const triggers = [...packNodes()].flatMap(([node, { description }]) =>
	(description.webhooks ?? []).map((webhook, index) => ({ node, description, webhook, index })),
);

const expressionsIn = (webhook: object) =>
	Object.entries(webhook)
		.filter(([, value]) => typeof value === 'string' && value.startsWith('='))
		.map(([name]) => name);

/** What may stand in the fields that expressions speak of. */
function valuesOf({ type, options = [] }: INodeProperties): unknown[] {
	if (type === 'options') return options.map((option) => ('value' in option ? option.value : undefined));
	return ['', 'kq3-v8Wd_Zt61mLx0pRb', 'a/b', 'ä {{ 1 + 1 }} $& "quoted"'];
}

/** Every choice of values for the fields that a template names. */
function choicesFor(template: string, properties: INodeProperties[]): INodeParameters[] {
	const named = [...template.matchAll(/\$parameter\["(\w+)"\]/g)].map(([, name]) => name);
	const fields = properties.filter(({ name }) => named.includes(name));
	return fields.reduce<INodeParameters[]>(
		(choices, field) =>
			choices.flatMap((choice) =>
				valuesOf(field).map((value) => ({ ...choice, [field.name]: value as string })),
			),
		[{}],
	);
}

it('looks at triggers with expressions', () => {
	expect(triggers.flatMap(({ webhook }) => expressionsIn(webhook)).length).toBeGreaterThanOrEqual(8);
});

describe.each(triggers)('$node, webhook $index', ({ node: name, description, webhook }) => {
	it('needs no expression engine for a call', () => {
		expect(webhookDescriptionIsNativelyResolvable(webhook)).toBe(true);
	});

	it('is worked out without it to what the engine gives', () => {
		for (const field of expressionsIn(webhook)) {
			for (const parameters of choicesFor(String(webhook[field]), description.properties)) {
				const { workflow, node } = placeTrigger({ node: name, parameters, credentials: {} });
				const given = workflow.expression.getSimpleParameterValue(node, webhook[field], 'internal', {});
				expect({ parameters, ...resolveWebhookDescriptionField(node, webhook, field) }).toEqual({
					parameters,
					resolved: true,
					value: given,
				});
			}
		}
	});

	it('is left to the engine where a field holds an expression', () => {
		for (const field of expressionsIn(webhook)) {
			const node = { parameters: { addressSecret: '={{ "a" }}' } } as unknown as INode;
			expect(resolveWebhookDescriptionField(node, webhook, field)).toEqual({ resolved: false });
		}
	});
});
