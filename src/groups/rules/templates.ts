/** The head's order on the composition of initiative groups, as the register of acts names its paper. */
export const groupOrderTemplate = 'groups.order';
