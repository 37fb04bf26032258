//! Operators: by, before, after, from, since, within, about.

use chrono::NaiveDate;

use super::token::{Token, strip, words};
use super::{Fit, Miss, Reader, Sort, Unit, iso};
use crate::when::read::Direction;
use crate::when::refusal::Refusal;

/// What a word does with the date after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operator {
    By,
    Before,
    After,
    From,
    Since,
    About,
}

/// Longer spellings stand before those that they begin with.
const OPERATORS: [(&[&str], Operator); 18] = [
    (&["no", "later", "than"], Operator::By),
    (&["by"], Operator::By),
    (&["until"], Operator::By),
    (&["till"], Operator::By),
    (&["not", "before"], Operator::From),
    (&["no", "earlier", "than"], Operator::From),
    (&["before"], Operator::Before),
    (&["after"], Operator::After),
    (&["from"], Operator::From),
    (&["since"], Operator::Since),
    (&["about"], Operator::About),
    (&["around"], Operator::About),
    (&["circa"], Operator::About),
    (&["c"], Operator::About),
    (&["ca"], Operator::About),
    (&["approximately"], Operator::About),
    (&["roughly"], Operator::About),
    (&["in", "about"], Operator::About),
];

impl Reader<'_> {
    /// Reads an operator and its date, and writes the EDTF.
    pub(super) fn operator(&self, tokens: &[Token]) -> Fit<String> {
        match self.within(tokens) {
            Err(Miss::NoFit) => {}
            found => return found,
        }
        let found = OPERATORS.iter().find_map(|(spelling, operator)| {
            Some((*operator, strip(tokens, spelling)?, spelling.len()))
        });
        let (operator, rest, length) = found.ok_or(Miss::NoFit)?;
        match operator {
            Operator::About if length == 2 => {
                let [number, unit] = *words(rest) else {
                    return Err(Miss::NoFit);
                };
                let day = self.reached(self.step(number, unit)?.after(self.today))?;
                Ok(format!("{}~", iso(day)))
            }
            Operator::About => self.about(rest),
            Operator::Since => {
                let back = Reader {
                    direction: Direction::Last,
                    ..*self
                };
                back.bounded_by(operator, rest)
            }
            _ => self.bounded_by(operator, rest),
        }
    }

    /// `within N UNIT`, `in the next N UNIT`: a window from today.
    fn within(&self, tokens: &[Token]) -> Fit<String> {
        let (number, unit) = match *words(tokens) {
            ["within", number, unit]
            | [
                "in" | "over" | "during",
                "the",
                "next" | "coming",
                number,
                unit,
            ] => (number, unit),
            _ => return Err(Miss::NoFit),
        };
        let last = self.reached(self.step(number, unit)?.after(self.today))?;
        Ok(format!("[{}..{}]", iso(self.today), iso(last)))
    }

    fn bounded_by(&self, operator: Operator, tokens: &[Token]) -> Fit<String> {
        let unit = match self.operand(tokens) {
            Err(Miss::NoFit) if self.fits(self.plain(tokens)) => {
                return self.refuse(Refusal::OperatorOn);
            }
            found => found?,
        };
        let until = |day: NaiveDate| format!("[..{}]", iso(day));
        let since = |day: NaiveDate| format!("[{}..]", iso(day));
        Ok(match operator {
            Operator::Before if unit.sort != Sort::EndOf => {
                until(self.reached(unit.earliest.pred_opt())?)
            }
            Operator::By | Operator::Before => until(unit.latest),
            Operator::After => since(self.reached(unit.latest.succ_opt())?),
            Operator::From | Operator::Since | Operator::About => since(unit.earliest),
        })
    }

    fn about(&self, tokens: &[Token]) -> Fit<String> {
        match self.plain(tokens) {
            Ok(unit) => match unit.sort {
                Sort::Day | Sort::Count | Sort::EndOf | Sort::Single => {
                    Ok(format!("{}~", unit.edtf))
                }
                Sort::Days | Sort::Range | Sort::Timed => self.refuse(Refusal::AboutWindow),
            },
            Err(miss) => Err(miss),
        }
    }

    fn fits(&self, found: Fit<Unit>) -> bool {
        !matches!(found, Err(Miss::NoFit))
    }
}
