//! Headquarters, three regions, eight branches, and the people in them.

use crate::random::Random;
use crate::words::person_name;

/// The group's code as an organisation unit.
pub(crate) const GROUP_CODE: &str = "HQ";
/// What the group's companies have in their names.
pub(crate) const GROUP_STYLE: &str = "澜埠";

/// Regions: code and name.
pub(crate) const REGIONS: [(&str, &str); 3] = [("EAST", "华东区"), ("NORTH", "华北区"), ("SOUTH", "华南区")];

/// A branch.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Branch {
    pub(crate) code: &'static str,
    pub(crate) town: &'static str,
    pub(crate) region: &'static str,
    /// Where its customers sit.
    pub(crate) places: [&'static str; 5],
    pub(crate) area_code: &'static str,
    /// How many salespeople it has; its customers are in proportion.
    pub(crate) salespeople: u16,
    /// By how many thousandths its customers pay less in time than others do.
    pub(crate) laxity: u32,
}

/// How many salespeople there are in all branches.
#[cfg(test)]
pub(crate) const SALESPEOPLE: u16 = 60;

/// The branches.
pub(crate) const BRANCHES: [Branch; 8] = [
    branch("NB", "宁波", "EAST", ["宁波", "慈溪", "余姚", "台州", "绍兴"], "0574", 12, 0),
    branch("SH", "上海", "EAST", ["上海", "苏州", "无锡", "嘉兴", "南通"], "021", 11, 0),
    branch("QD", "青岛", "NORTH", ["青岛", "烟台", "潍坊", "临沂", "威海"], "0532", 8, 10),
    branch("TJ", "天津", "NORTH", ["天津", "保定", "沧州", "唐山", "廊坊"], "022", 6, 60),
    branch("SZ", "深圳", "SOUTH", ["深圳", "东莞", "惠州", "中山", "珠海"], "0755", 8, 20),
    branch("XM", "厦门", "SOUTH", ["厦门", "泉州", "漳州", "莆田", "龙岩"], "0592", 5, 0),
    branch("DL", "大连", "NORTH", ["大连", "营口", "沈阳", "丹东", "鞍山"], "0411", 4, 40),
    branch("GZ", "广州", "SOUTH", ["广州", "佛山", "江门", "肇庆", "清远"], "020", 6, 30),
];

const fn branch(
    code: &'static str,
    town: &'static str,
    region: &'static str,
    places: [&'static str; 5],
    area_code: &'static str,
    salespeople: u16,
    laxity: u32,
) -> Branch {
    Branch { code, town, region, places, area_code, salespeople, laxity }
}

/// A person of the company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Person {
    pub(crate) code: String,
    pub(crate) name: String,
    /// The unit's code.
    pub(crate) unit: &'static str,
    pub(crate) post: &'static str,
}

/// Everybody: the salespeople branch by branch, then the branch managers, then the finance director.
pub(crate) fn people(seed: u64) -> Vec<Person> {
    let mut random = Random::at(seed, 0x5045, 0);
    let mut people: Vec<Person> = Vec::new();
    let mut add = |unit, post, name: Option<&str>| {
        let name = name.map_or_else(|| unused_name(&mut random, &people), ToOwned::to_owned);
        let code = format!("P{:03}", people.len() + 1);
        people.push(Person { code, name, unit, post });
    };
    for branch in BRANCHES {
        for place in 0..branch.salespeople {
            // The demo's sign-in `chen` is the first salesperson of 宁波.
            let name = (branch.code == "NB" && place == 0).then_some("陈嘉言");
            add(branch.code, "业务员", name);
        }
    }
    for branch in BRANCHES {
        add(branch.code, "分公司经理", None);
    }
    add(GROUP_CODE, "财务总监", None);
    people
}

fn unused_name(random: &mut Random, people: &[Person]) -> String {
    let mut name = person_name(random);
    // 96,000 names for 70 people: a second draw is nearly always enough.
    for _ in 0..20 {
        if people.iter().all(|person| person.name != name) {
            break;
        }
        name = person_name(random);
    }
    name
}

/// The numbers of the salespeople of the branch at a place in [`BRANCHES`]: the first one's and how many.
pub(crate) fn salespeople_of(branch: usize) -> (u16, u16) {
    let before = BRANCHES.iter().take(branch).map(|branch| branch.salespeople).sum();
    (before, BRANCHES.get(branch).map_or(0, |branch| branch.salespeople))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn sixty_salespeople_eight_managers_and_a_finance_director_have_names_of_their_own() {
        let people = people(7);
        assert_eq!(BRANCHES.iter().map(|branch| branch.salespeople).sum::<u16>(), SALESPEOPLE);
        assert_eq!(people.iter().filter(|person| person.post == "业务员").count(), usize::from(SALESPEOPLE));
        assert_eq!(people.len(), 69);
        assert_eq!(people.iter().map(|person| &person.name).collect::<BTreeSet<_>>().len(), 69);
        assert_eq!(people[0].name, "陈嘉言");
        assert_eq!(salespeople_of(1), (12, 11));
    }
}
