//! The demo's sign-ins: two of headquarters, since nobody approves what they asked for, one of a branch, one of a salesperson. Their passwords are meant to be read.

use guiju_types::Text;

/// A sign-in of the demo company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoUser {
    /// What is typed to sign in.
    pub name: &'static str,
    /// The password, shown to whoever starts the demo.
    pub password: &'static str,
    /// Who that is.
    pub label: Text,
    /// The role in the rulebook.
    pub role: &'static str,
    /// What the person sees.
    pub scope: DemoScope,
    /// The code of the person's record; who only looks after the users has none.
    pub person_code: Option<&'static str>,
}

/// What a demo user sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DemoScope {
    /// The whole company.
    Company,
    /// One branch.
    Branch {
        /// The unit's code.
        code: &'static str,
    },
    /// The customers in the person's own charge.
    Own,
}

/// The sign-ins, the widest scope first.
#[must_use]
pub fn sign_ins() -> Vec<DemoUser> {
    vec![
        DemoUser {
            name: "finance",
            password: "finance-demo",
            label: Text::new("财务总监", "finance director"),
            role: "finance",
            scope: DemoScope::Company,
            person_code: Some("P069"),
        },
        DemoUser {
            name: "admin",
            password: "admin-demo",
            label: Text::new("系统管理员", "administrator"),
            role: "administrator",
            scope: DemoScope::Company,
            person_code: None,
        },
        DemoUser {
            name: "ningbo",
            password: "ningbo-demo",
            label: Text::new("宁波分公司经理", "manager of the Ningbo branch"),
            role: "branch_manager",
            scope: DemoScope::Branch { code: "NB" },
            person_code: Some("P061"),
        },
        DemoUser {
            name: "chen",
            password: "chen-demo",
            label: Text::new("宁波业务员 陈嘉言", "salesperson in Ningbo"),
            role: "salesperson",
            scope: DemoScope::Own,
            person_code: Some("P001"),
        },
    ]
}

/// The name of the demo company.
#[must_use]
pub fn group_name() -> Text {
    Text::new("澜埠国际货运集团", "Lanbu International Freight Group")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::company::people;

    #[test]
    fn every_sign_in_is_a_person_of_the_post_it_says() {
        let people = people(7);
        let posts: Vec<_> = sign_ins()
            .iter()
            .filter_map(|user| people.iter().find(|person| Some(person.code.as_str()) == user.person_code))
            .map(|person| (person.unit, person.post))
            .collect();
        assert_eq!(posts, [("HQ", "财务总监"), ("NB", "分公司经理"), ("NB", "业务员")]);
    }
}
